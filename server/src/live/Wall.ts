import { MessageId, type SchoolId } from '@pluriclasse/shared/ids';
import type { Occupant, WallMessage, WallState } from '@pluriclasse/shared/signalling/state';
import { randomUUID } from 'node:crypto';

/** Messages that are kept; older ones go. */
const kept = 200;

/** The wall of one lesson: short messages to everyone. There are no others. */
export class Wall {
  #open: boolean;
  #messages: readonly WallMessage[];

  constructor(stored: WallState = { open: false, messages: [] }) {
    this.#open = stored.open;
    this.#messages = stored.messages;
  }

  get state(): WallState {
    return { open: this.#open, messages: [...this.#messages] };
  }

  get open(): boolean {
    return this.#open;
  }

  post(schoolId: SchoolId, author: Occupant, text: string, now: number): WallMessage {
    const message: WallMessage = { messageId: MessageId.parse(randomUUID()), schoolId, author, text, at: now };
    this.#messages = [...this.#messages, message].slice(-kept);
    return message;
  }

  /** Whether it was there. */
  remove(messageId: MessageId): boolean {
    const left = this.#messages.filter((message) => message.messageId !== messageId);
    const removed = left.length < this.#messages.length;
    this.#messages = left;
    return removed;
  }

  /** Whether that changed. */
  setOpen(open: boolean): boolean {
    const changed = this.#open !== open;
    this.#open = open;
    return changed;
  }
}
