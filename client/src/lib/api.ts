import type { Endpoint } from '@pluriclasse/shared/api/http';
import { AppError, WireError } from '@pluriclasse/shared/errors';
import type { SpeakingAs, speakingAsHeader } from '@pluriclasse/shared/signalling/protocol';
import type * as z from 'zod/mini';
import { roleOfPath } from './roleOfPath.ts';

/** Written again, and held to the protocol's: importing it would load all of signalling's schemas. */
const asHeader: typeof speakingAsHeader = 'x-pluriclasse-as';

/** Milliseconds after which a server that has not answered counts as out of reach. */
const patience = 15_000;
/** The same for a file that goes up: ten megabytes over a slow link. */
const patienceForFiles = 180_000;

/** What an endpoint wants; a part that it leaves empty may be left out. */
export type ApiArgs<E extends Endpoint> = Part<'params', E['params']> &
  Part<'query', E['query']> &
  Part<'body', E['body']>;
type Part<Name extends string, Schema extends z.ZodMiniType> =
  Record<string, never> extends z.input<Schema> ? { [N in Name]?: z.input<Schema> } : { [N in Name]: z.input<Schema> };
export type ApiReply<E extends Endpoint> = z.infer<E['reply']>;

export interface ApiOptions {
  /** As whom; else as the page's address says. */
  as?: SpeakingAs;
  signal?: AbortSignal;
}

/**
 * Calls the server.
 * @throws AppError with the server's code; `unavailable` when it can't be reached; `internal` when its answer is malformed.
 */
export async function callApi<E extends Endpoint>(
  endpoint: E,
  args: ApiArgs<E>,
  options: ApiOptions = {},
): Promise<ApiReply<E>> {
  // The conditional types above hide from TypeScript that these three are records or missing.
  const { params, query, body } = args as {
    params?: Record<string, unknown>;
    query?: Record<string, unknown>;
    body?: unknown;
  };
  const response = await send(address(endpoint.path, params, query), {
    method: endpoint.method,
    headers: {
      accept: 'application/json',
      [asHeader]: options.as ?? roleOfPath(location.pathname),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(options.signal && { signal: options.signal }),
  });
  return read<E['reply']>(response, endpoint.reply, `${endpoint.method} ${endpoint.path}`);
}

/** Sends a file's bytes. @throws AppError as `callApi` */
export async function uploadFile<Reply extends z.ZodMiniType>(
  upload: { readonly to: string; readonly reply: Reply; readonly most: number },
  { params, query }: { params: Record<string, string>; query: Record<string, string | undefined> },
  file: File,
): Promise<z.infer<Reply>> {
  if (file.size > upload.most) throw new AppError('bad_request', 'The file is too large', { reason: 'file_too_large' });
  const headers = { [asHeader]: roleOfPath(location.pathname), 'content-type': 'application/octet-stream' };
  const url = address(upload.to, params, query);
  const response = await send(url, { method: 'POST', headers, body: file }, patienceForFiles);
  return read(response, upload.reply, `POST ${upload.to}`);
}

async function read<Reply extends z.ZodMiniType>(
  response: Response,
  reply: Reply,
  call: string,
): Promise<z.infer<Reply>> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusal(answer, response.status);
  const data = reply.safeParse(answer ?? {});
  if (!data.success) throw new AppError('internal', `Malformed answer to ${call}`);
  return data.data as z.infer<Reply>; // parsed by this very schema
}

async function send(url: string, { signal, ...init }: RequestInit, within = patience): Promise<Response> {
  // AbortSignal.any came to the browsers we promise only later.
  const abort = new AbortController();
  const stop = () => abort.abort();
  const timer = setTimeout(stop, within);
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    return await fetch(url, { credentials: 'same-origin', cache: 'no-store', ...init, signal: abort.signal });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new AppError('unavailable', 'The server can’t be reached', { reason: 'offline', cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** The server answers refusals as a WireError; a proxy in between may answer anything. */
function refusal(answer: unknown, status: number): AppError {
  const wire = WireError.safeParse(answer);
  if (wire.success) return AppError.fromWire(wire.data);
  return new AppError(status >= 502 && status <= 504 ? 'unavailable' : 'internal', `HTTP ${status}`);
}

function address(path: string, params: Record<string, unknown> = {}, query: Record<string, unknown> = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(text(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, text(value));
  return search.size > 0 ? `${filled}?${search}` : filled;
}

/** Ids and numbers are all that addresses carry. */
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '');
