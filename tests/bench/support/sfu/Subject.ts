import type { Dialect } from './messages.ts';

/** An SFU to be measured. */
export interface Subject {
  readonly dialect: Dialect;
  readonly url: string;
  /** All processes whose CPU is its own. */
  pids(): number[];
  stop(): Promise<void>;
}
