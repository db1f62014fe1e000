import type { Clockwork } from './ops/Clockwork.ts';
import type { Services } from './services.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Everything that has to be done again and again, and how often. Part of the wiring of `server.ts`. */
export function openJobs(clockwork: Clockwork, { outbox, notices }: Services): void {
  clockwork.every(DAY, 'mails-swept', () => outbox.sweep());
  clockwork.every(DAY, 'notices-swept', () => notices.sweep());
}
