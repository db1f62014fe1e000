import type { Clockwork } from './ops/Clockwork.ts';
import type { Services } from './services.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Everything that has to be done again and again, and how often. Part of the wiring of `server.ts`. */
export function openJobs(clockwork: Clockwork, services: Services): void {
  const { outbox, notices, asks, twinningInvitations, agreementReminders } = services;
  clockwork.every(HOUR, 'agreements-reminded', (now) => agreementReminders.turn(now));
  clockwork.every(DAY, 'mails-swept', () => outbox.sweep());
  clockwork.every(DAY, 'notices-swept', () => notices.sweep());
  clockwork.every(DAY, 'twinning-invitations-swept', () => twinningInvitations.sweep());
  clockwork.every(HOUR, 'asks-nudged', () => asks.nudge());
}
