import * as z from 'zod/mini';
import { AppError, toWireError, WireError } from './errors.ts';

// Timers are the one thing that every runtime gives and ECMAScript does not name.
declare function setTimeout(run: () => void, milliseconds: number): unknown;
declare function clearTimeout(handle: unknown): void;

/** A call is an order that expects one reply. */
export interface CallDefinition {
  readonly request: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
}
/** A topic's calls, by name: `{'floor:raise': {request, reply}}`. */
export type Calls = Readonly<Record<string, CallDefinition>>;
/** A topic's events, by name; an event is a fact and expects no answer. */
export type Events = Readonly<Record<string, z.ZodMiniType>>;

export type Request<C extends Calls, N extends keyof C> = z.infer<C[N]['request']>;
/** What a caller may write: before defaults are filled in. */
export type RequestInput<C extends Calls, N extends keyof C> = z.input<C[N]['request']>;
export type ReplyData<C extends Calls, N extends keyof C> = z.infer<C[N]['reply']>;
export type Event<E extends Events, N extends keyof E> = z.infer<E[N]>;

export type Reply<T> = { ok: true; data: T } | { ok: false; error: WireError };

/** The reply to a call that gives back nothing but its success. */
export const nothing = z.object({});

/** One handler a call. It receives the parsed request and returns the reply's data or throws an AppError. */
export type Handlers<C extends Calls> = {
  readonly [N in keyof C]: (request: Request<C, N>) => Promise<ReplyData<C, N>> | ReplyData<C, N>;
};

/** What both ends of socket.io offer and these helpers need. */
export interface CallSocket {
  onAny(listener: (name: string, ...args: unknown[]) => void): unknown;
  emit(name: string, ...args: unknown[]): unknown;
}

export interface ServeOptions {
  /** Asked before a call is parsed; throws (`too_many`, say) to refuse it. */
  guard?: (name: string) => void;
  /** Told of every refusal and bug, for the log; a bug is what is not an AppError. */
  onError?: (name: string, error: unknown) => void;
  /** Told of every call that succeeded. */
  onDone?: (name: string) => void;
}

/**
 * Serves calls on a socket: parses the request, handles it, catches what is thrown and acknowledges.
 * An unknown name or a malformed request answers `bad_request`; a handler's bug answers `internal`.
 */
export function serveCalls<C extends Calls>(
  socket: CallSocket,
  calls: C,
  handlers: Handlers<C>,
  options: ServeOptions = {},
): void {
  socket.onAny((name: string, ...args: unknown[]) => {
    const last = args.at(-1);
    const acknowledge = typeof last === 'function' ? last : undefined;
    void answer(calls, handlers, name, args[0], options).then((reply) => void acknowledge?.(reply));
  });
}

/** Answers one call without any socket; `serveCalls` is this at every message. Never rejects. */
export async function answer<C extends Calls>(
  calls: C,
  handlers: Handlers<C>,
  name: string,
  raw: unknown,
  options: ServeOptions = {},
): Promise<Reply<unknown>> {
  try {
    options.guard?.(name);
    const definition = Object.hasOwn(calls, name) ? calls[name] : undefined;
    if (definition === undefined) throw new AppError('bad_request', `Unknown call ${name.slice(0, 40)}`);
    const parsed = definition.request.safeParse(raw);
    if (!parsed.success) throw new AppError('bad_request', `Malformed request: ${describe(parsed.error)}`);
    // The table's type says that this handler takes what this schema gives; TypeScript can't follow a computed name.
    const handler = handlers[name] as (request: unknown) => unknown;
    const data = (await handler(parsed.data)) ?? {};
    options.onDone?.(name);
    return { ok: true, data };
  } catch (error) {
    options.onError?.(name, error);
    return { ok: false, error: toWireError(error) };
  }
}

/** Where a malformed message is wrong, in a few words, without echoing what was sent. */
export function describe(error: z.core.$ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'message'}: ${issue.code}`)
    .join('; ');
}

export type Caller<C extends Calls> = <N extends keyof C & string>(
  name: N,
  request: RequestInput<C, N>,
) => Promise<ReplyData<C, N>>;

/**
 * Makes the function that calls the other end.
 * @returns A promise of the reply's data. Rejects with the AppError that the other end answered, with `unavailable`
 *   when no answer comes within `timeout` milliseconds, with `internal` when the answer is malformed.
 */
export function createCaller<C extends Calls>(socket: CallSocket, calls: C, timeout = 10_000): Caller<C> {
  return (name, request) =>
    new Promise((resolve, reject) => {
      const definition = calls[name];
      if (definition === undefined) throw new AppError('bad_request', `Unknown call ${name}`);
      const timer = setTimeout(() => reject(new AppError('unavailable', `No answer to ${name}`)), timeout);
      socket.emit(name, request, (raw: unknown) => {
        clearTimeout(timer);
        try {
          resolve(parseReply(definition, name, raw) as ReplyData<C, typeof name>); // parsed by this very definition
        } catch (error) {
          reject(error);
        }
      });
    });
}

const Envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: WireError }),
]);

function parseReply(definition: CallDefinition, name: string, raw: unknown): unknown {
  const envelope = Envelope.safeParse(raw);
  if (!envelope.success) throw new AppError('internal', `Malformed reply to ${name}`);
  if (!envelope.data.ok) throw AppError.fromWire(envelope.data.error);
  const data = definition.reply.safeParse(envelope.data.data);
  if (!data.success) throw new AppError('internal', `Malformed reply to ${name}: ${describe(data.error)}`);
  return data.data;
}

export type EventHandlers<E extends Events> = { readonly [N in keyof E]?: (event: Event<E, N>) => void };

/** Listens to events and parses each; what is unknown or malformed is told to `onMalformed` and dropped. */
export function listenEvents<E extends Events>(
  socket: CallSocket,
  events: E,
  handlers: EventHandlers<E>,
  onMalformed?: (name: string) => void,
): void {
  socket.onAny((name: string, raw: unknown) => {
    const schema = Object.hasOwn(events, name) ? events[name] : undefined;
    const parsed = schema?.safeParse(raw);
    if (parsed === undefined || !parsed.success) return onMalformed?.(name);
    const handler = handlers[name] as ((event: unknown) => void) | undefined; // as in `answer`
    handler?.(parsed.data);
  });
}
