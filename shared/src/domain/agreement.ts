import * as z from 'zod/mini';
import { toDayNumber, toIsoDay, type DayNumber, type IsoDay } from '../calendar/days.ts';

/**
 * Which body of a school votes: teachers (Collegio dei docenti, claustro, consiliul profesoral), parents and teachers
 * (Consiglio d'istituto, conseil d'école, consejo escolar), the head alone, the municipality, another one.
 */
export const VoteBody = z.enum(['teachers-board', 'school-council', 'head', 'municipality', 'other']);
export type VoteBody = z.infer<typeof VoteBody>;
export const VoteResult = z.enum(['yes', 'no']);
export type VoteResult = z.infer<typeof VoteResult>;

/** Where one school stands: `agreed` when every body that has to has said yes. */
export const SchoolStanding = z.enum(['waiting', 'agreed', 'refused', 'withdrawn']);
export type SchoolStanding = z.infer<typeof SchoolStanding>;

/**
 * `draft`: the schools have not been asked. `waiting`: votes are missing, or one is no. `agreed`: all are there, its first
 * day is still to come. `expiring`: in force, for sixty days at most. `ended`: fewer than two schools are left in it, or a
 * coordinator has ended it.
 */
export const AgreementState = z.enum(['draft', 'waiting', 'agreed', 'in-force', 'expiring', 'expired', 'ended']);
export type AgreementState = z.infer<typeof AgreementState>;

/** Days before its end from which an agreement counts as expiring. */
export const EXPIRES_WITHIN = 60;

export interface VoteFacts {
  readonly body: VoteBody;
  readonly day: IsoDay;
  readonly result: VoteResult;
  /** When it was written down, of votes of one day. */
  readonly recordedAt: number;
}
export interface ConsentFacts {
  /** The bodies that have to vote. */
  readonly needs: readonly VoteBody[];
  readonly votes: readonly VoteFacts[];
  readonly withdrawnAt: number | null;
}
export interface AgreementFacts {
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly proposedAt: number | null;
  readonly endedAt: number | null;
}

/** What a school's votes come to. Of several votes of one body the newest counts. @returns also whose votes are missing */
export function weighConsent({ needs, votes, withdrawnAt }: ConsentFacts): {
  readonly standing: SchoolStanding;
  readonly open: readonly VoteBody[];
} {
  if (withdrawnAt !== null) return { standing: 'withdrawn', open: [] };
  const newest = new Map<VoteBody, VoteFacts>();
  for (const vote of votes) {
    const before = newest.get(vote.body);
    if (before === undefined || isLater(vote, before)) newest.set(vote.body, vote);
  }
  const open = needs.filter((body) => newest.get(body) === undefined);
  if (needs.some((body) => newest.get(body)?.result === 'no')) return { standing: 'refused', open };
  return { standing: open.length === 0 ? 'agreed' : 'waiting', open };
}

const isLater = (one: VoteFacts, other: VoteFacts) =>
  one.day === other.day ? one.recordedAt >= other.recordedAt : one.day > other.day;

/** Where an agreement stands on a day. */
export function stateOf(
  { from, to, proposedAt, endedAt }: AgreementFacts,
  standings: readonly SchoolStanding[],
  today: DayNumber,
): AgreementState {
  const left = standings.filter((standing) => standing !== 'withdrawn');
  if (endedAt !== null || left.length < 2) return 'ended';
  if (proposedAt === null) return 'draft';
  const last = toDayNumber(to);
  if (today > last) return 'expired';
  if (left.some((standing) => standing !== 'agreed')) return 'waiting';
  if (today < toDayNumber(from)) return 'agreed';
  return last - today < EXPIRES_WITHIN ? 'expiring' : 'in-force';
}

/** Whether lessons may be agreed on it, within its days. */
export const holds = (state: AgreementState): boolean =>
  state === 'agreed' || state === 'in-force' || state === 'expiring';

interface Days {
  readonly from: IsoDay;
  readonly to: IsoDay;
}

/**
 * How much of a span is covered by these agreements together, one after the other.
 * @returns `until`: the last day up to which nothing is missing, undefined when already the first day is; `gap`: from the
 * first day that is not covered to the last one.
 */
export function coverage(
  agreements: readonly Days[],
  span: Days,
): { readonly until: IsoDay | undefined; readonly gap: Days | undefined } {
  const days = (one: Days) => ({ from: toDayNumber(one.from), to: toDayNumber(one.to) });
  const { from, to } = days(span);
  const covers = agreements.map(days).filter((one) => one.to >= from && one.from <= to);
  const reach = (start: number) => {
    let next = start;
    for (const one of covers.toSorted((a, b) => a.from - b.from))
      if (one.from <= next) next = Math.max(next, one.to + 1);
    return next;
  };
  const next = reach(from);
  const until = next === from ? undefined : toIsoDay(next - 1);
  if (next > to) return { until, gap: undefined };
  let last = to;
  for (const one of covers.toSorted((a, b) => b.to - a.to)) if (one.to >= last) last = Math.min(last, one.from - 1);
  return { until, gap: { from: toIsoDay(next), to: toIsoDay(last) } };
}
