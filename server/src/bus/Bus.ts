import type { Json } from './Json.ts';

/** Tells facts to every server of the installation, this one included. */
export interface Bus {
  /** Order is kept per publisher; a fact is told at most once. */
  publish(topic: string, fact: Json): void;
  /** @returns A function that ends the subscription. */
  subscribe(topic: string, listener: (fact: unknown) => void): () => void;
  close(): Promise<void>;
}
