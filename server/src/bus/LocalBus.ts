import type { Bus } from './Bus.ts';
import type { Json } from './Json.ts';

/** The bus of an installation with a single server. */
export class LocalBus implements Bus {
  readonly #listeners = new Map<string, Set<(fact: unknown) => void>>();

  publish(topic: string, fact: Json): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(fact);
  }

  subscribe(topic: string, listener: (fact: unknown) => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }
}
