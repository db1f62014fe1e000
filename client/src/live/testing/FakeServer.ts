import { serveCalls, type Handlers } from '@pluriclasse/shared/calls';
import { signallingCalls, type SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import type { LinkSocket } from '../link/SignalLink.ts';

type Listener = (...args: unknown[]) => void;

/** A socket whose other end is in the same page: it answers by the same schemas as the server's door. */
export class FakeServer implements LinkSocket {
  readonly #listeners = new Map<string, Listener>();
  readonly #any: ((name: string, ...args: unknown[]) => void)[] = [];
  readonly #doors: ((name: string, ...args: unknown[]) => void)[] = [];

  constructor(handlers: Partial<Handlers<SignallingCalls>>) {
    const all = new Proxy(handlers, { get: (known, name): unknown => Reflect.get(known, name) ?? (() => ({})) });
    const onAny = (listener: (name: string, ...args: unknown[]) => void) => this.#doors.push(listener);
    const door = { onAny, emit: () => undefined };
    serveCalls(door, signallingCalls, all as Handlers<SignallingCalls>); // what is missing answers "done"
  }

  connect() {
    setTimeout(() => this.#listeners.get('connect')?.(), 0);
  }
  disconnect() {
    this.#listeners.get('disconnect')?.();
  }
  on(name: string, listener: Listener) {
    this.#listeners.set(name, listener);
  }
  onAny(listener: (name: string, ...args: unknown[]) => void) {
    this.#any.push(listener);
  }
  emit(name: string, ...args: unknown[]) {
    for (const door of this.#doors) door(name, ...args);
  }

  /** An event from the server. */
  tell(name: string, event: unknown) {
    for (const listener of this.#any) listener(name, event);
  }
}
