/** How long before its start a lesson's lobby opens, and how long before its start one can join, in milliseconds. */
export const lobbyBefore = 15 * 60_000;
export const joinBefore = 10 * 60_000;
/** How long after its planned end a lesson that nobody ended can still be joined, in milliseconds. */
export const joinAfter = 30 * 60_000;

/** Where a lesson stands that neither was ended nor cancelled: `early` (lobby at most), `open` or `ended`. */
export function lessonPhase(lesson: { startsAt: number; endsAt: number }, now: number): 'early' | 'open' | 'ended' {
  if (now < lesson.startsAt - joinBefore) return 'early';
  return now < lesson.endsAt + joinAfter ? 'open' : 'ended';
}
