/** How long before a lesson its hour can be changed by one alone, in milliseconds; later all its teachers have to agree. */
export const moveNotice = 48 * 3_600_000;
/** How long a lesson that was called off can be taken back as it was, in milliseconds. */
export const undoCancelWithin = 10 * 60_000;
/** How far after its date a lesson's other hours are looked for, in days, and how many are offered. */
export const alternativeDays = 14;
export const alternativeCount = 3;

/** Whether a lesson may go to another hour without the others being asked: both hours lie far enough ahead. */
export const movesAtOnce = (from: number, to: number, now: number): boolean => Math.min(from, to) - now >= moveNotice;

/** Whether a lesson that was called off can still be taken back. */
export const canUndoCancel = (cancelledAt: number, startsAt: number, now: number): boolean =>
  now - cancelledAt <= undoCancelWithin && now < startsAt;
