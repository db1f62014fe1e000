import type { CatchUpEvent } from '@pluriclasse/shared/capsule/progress';
import type { CatchUpStore, WaitingEvent } from '../CatchUpStore.ts';

/** As the browser's; it outlives who uses it, as a reload does. */
export class MemoryCatchUpStore implements CatchUpStore {
  readonly events = new Map<string, WaitingEvent>();
  readonly said = new Map<string, unknown>();

  async waiting(owner: string): Promise<WaitingEvent[]> {
    return [...this.events.values()].filter((one) => one.owner === owner);
  }

  async put(waiting: WaitingEvent): Promise<void> {
    this.events.set(`${waiting.owner}/${waiting.event.eventId}`, structuredClone(waiting));
  }

  async remove(owner: string, events: readonly CatchUpEvent[]): Promise<void> {
    for (const event of events) {
      const key = `${owner}/${event.eventId}`;
      if (JSON.stringify(this.events.get(key)?.event) === JSON.stringify(event)) this.events.delete(key);
    }
  }

  async recall(owner: string, name: string): Promise<unknown> {
    return structuredClone(this.said.get(`${owner}/${name}`));
  }

  async keep(owner: string, name: string, said: unknown): Promise<void> {
    this.said.set(`${owner}/${name}`, structuredClone(said));
  }

  async forget(owner: string, name?: string): Promise<void> {
    for (const key of this.said.keys())
      if (name === undefined ? key.startsWith(`${owner}/`) : key === `${owner}/${name}`) this.said.delete(key);
  }
}
