import type { Clockwork } from './ops/Clockwork.ts';
import type { Services } from './services.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Everything that has to be done again and again, and how often. Part of the wiring of `server.ts`. */
export function openJobs(clockwork: Clockwork, services: Services): void {
  const {
    outbox,
    notices,
    asks,
    imports,
    subscriptions,
    twinningInvitations,
    agreementReminders,
    lessonInvitations,
    lessonReminders,
    approval,
    moves,
    rechecks,
    catchUps,
    capsules,
    exporting,
    recordingBook,
  } = services;
  clockwork.every(HOUR, 'agreements-reminded', (now) => agreementReminders.turn(now));
  clockwork.every(HOUR, 'capsules-swept', () => capsules.sweep());
  clockwork.every(MINUTE, 'exports-swept', () => exporting.sweep());
  clockwork.every(HOUR, 'catch-ups-swept', () => catchUps.sweep());
  clockwork.every(DAY, 'mails-swept', () => outbox.sweep());
  clockwork.every(MINUTE, 'lesson-invitations', (_now, signal) => lessonInvitations.turn(signal));
  clockwork.every(10 * MINUTE, 'lesson-reminders', (_now, signal) => lessonReminders.turn(signal));
  clockwork.every(DAY, 'notices-swept', () => notices.sweep());
  clockwork.every(DAY, 'twinning-invitations-swept', () => twinningInvitations.sweep());
  clockwork.every(HOUR, 'asks-nudged', () => asks.nudge());
  clockwork.every(HOUR, 'imports-swept', () => imports.sweep());
  clockwork.every(5 * MINUTE, 'feeds-asked', (now, signal) => subscriptions.turn(now, signal));
  clockwork.every(MINUTE, 'series-confirmed', () => approval.confirmAll());
  clockwork.every(MINUTE, 'moves-settled', () => moves.settleAll());
  clockwork.every(MINUTE, 'lost-recordings-closed', () => recordingBook.closeLost());
  clockwork.every(MINUTE, 'lessons-rechecked', () => rechecks.catchUp());
  clockwork.every(DAY, 'all-lessons-rechecked', () => rechecks.catchUp({ all: true }));
}
