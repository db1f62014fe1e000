import * as z from 'zod/mini';

/** Where a series stands; `approved`: all have said yes, and it waits for an agreement in force. */
export const SeriesState = z.enum(['proposed', 'approved', 'confirmed', 'declined', 'withdrawn']);
export type SeriesState = z.infer<typeof SeriesState>;

/** Whether a lesson's hour is settled. Only a confirmed one opens. */
export const Agreed = z.enum(['proposed', 'confirmed']);
export type Agreed = z.infer<typeof Agreed>;

/** What somebody is asked about: whether classes work together, whether a series takes place, whether a lesson moves. */
export const AskKind = z.enum(['twinning', 'series', 'move']);
export type AskKind = z.infer<typeof AskKind>;

/** As what: a named teacher; a school's head; any teacher or head of a school. */
export const AskStep = z.enum(['teacher', 'head', 'school']);
export type AskStep = z.infer<typeof AskStep>;

export const AskAnswer = z.enum(['yes', 'no']);
export type AskAnswer = z.infer<typeof AskAnswer>;

/** What was asked of one school in the present round, and what came of it; null: no answer yet. */
export interface SchoolVotes<School, Person> {
  readonly school: School;
  readonly teachers: readonly { readonly person: Person; readonly answer: AskAnswer | null }[];
  /** Undefined: not asked yet. */
  readonly head: AskAnswer | null | undefined;
  /** Who of the school's staff is its head. A head who teaches in it approves by the own yes. */
  readonly heads: readonly Person[];
}

export interface Standing<School> {
  readonly state: 'proposed' | 'approved' | 'declined';
  /** Schools whose teachers have all said yes, and whose head has to be asked now. */
  readonly askHeads: readonly School[];
}

/**
 * What the answers make of a proposal: first the named teachers of a school, then its head; a single no declines it.
 * The order in which schools answer does not matter.
 */
export function weigh<School, Person>(votes: readonly SchoolVotes<School, Person>[]): Standing<School> {
  const said = votes.flatMap(({ teachers, head }) => [...teachers.map(({ answer }) => answer), head]);
  if (said.includes('no')) return { state: 'declined', askHeads: [] };
  const open = votes.filter((one) => !isApproved(one));
  const askHeads = open.filter((one) => one.head === undefined && haveAgreed(one)).map(({ school }) => school);
  return { state: votes.length > 0 && open.length === 0 ? 'approved' : 'proposed', askHeads };
}

const haveAgreed = ({ teachers }: Pick<SchoolVotes<unknown, unknown>, 'teachers'>) =>
  teachers.every(({ answer }) => answer === 'yes');

function isApproved<Person>(one: SchoolVotes<unknown, Person>): boolean {
  if (!haveAgreed(one)) return false;
  return (
    one.head === 'yes' || (one.head === undefined && one.teachers.some(({ person }) => one.heads.includes(person)))
  );
}

/** When a question that nobody answers is asked again, and when the coordinator hears of it: days since it was asked. */
export interface ReminderDays {
  readonly remind: readonly number[];
  readonly tell: number;
}
export const usualReminders: ReminderDays = { remind: [3, 7], tell: 10 };

const DAY = 24 * 3_600_000;

/**
 * What silence calls for now. Of several reminders that have become due at once (a server was away) one is sent.
 * @param reminded how many of the reminders count as sent
 */
export function silenceCallsFor(
  { askedAt, reminded, told }: { askedAt: number; reminded: number; told: boolean },
  { remind, tell }: ReminderDays,
  now: number,
): { readonly remind: boolean; readonly reminded: number; readonly tell: boolean } {
  const days = (now - askedAt) / DAY;
  const due = remind.filter((day) => day <= days).length;
  return { remind: due > reminded, reminded: Math.max(due, reminded), tell: !told && days >= tell };
}
