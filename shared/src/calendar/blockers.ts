import * as z from 'zod/mini';

const Id = z.string();

/** An hour that a lesson takes from a class. */
export const Displaced = z.object({
  entryId: Id,
  subject: z.string(),
  classGroupIds: z.array(Id),
  staffIds: z.array(Id),
});
export type Displaced = z.infer<typeof Displaced>;

/** Why a date can't be, most final first: nobody can move a holiday. */
export const BlockerKind = z.enum([
  /** Clocks skip that hour. */
  'clocks',
  /** Less than the notice away. */
  'notice',
  /** The school's calendar does not reach so far. */
  'unknown',
  /** No school on that weekday. */
  'weekday',
  'public',
  'regional',
  'municipal',
  'school',
  'exam',
  'trip',
  /** No bells ring at that hour. */
  'no-bells',
  /** The class is not at school yet, or no more. */
  'not-there',
  'forbidden',
  /** The class has another lesson with others. */
  'class-booked',
  /** The class has a subject that may not be displaced. */
  'subject',
  /** Too few of the teachers can: away, never at that hour, in another class, in another lesson. */
  'teacher-away',
  'teacher-never',
  'teacher-teaches',
  'teacher-booked',
  'room-taken',
  'no-kit',
  /** Of what was agreed: no agreement of the schools is in force on that day. No search asks for it. */
  'agreement',
]);
export type BlockerKind = z.infer<typeof BlockerKind>;

/** What stands in the way of a date: who and what. Ids are given where the kind has such a thing. */
export const Blocker = z.object({
  kind: BlockerKind,
  schoolId: Id,
  classGroupId: z.nullable(Id),
  staffId: z.nullable(Id),
  roomId: z.nullable(Id),
  /** Of a subject or of a lesson that a teacher gives at that hour. */
  entryId: z.nullable(Id),
  /** Name of the closure, subject, booking or forbidden hours. */
  name: z.nullable(z.string()),
});
export type Blocker = z.infer<typeof Blocker>;

const finality = new Map(BlockerKind.options.map((kind, place) => [kind, place]));

/** Most final first. */
export const byFinality = (a: Blocker, b: Blocker): number => (finality.get(a.kind) ?? 0) - (finality.get(b.kind) ?? 0);

/** The same for what stands in the way in the same way. */
export const blockerKey = ({ kind, schoolId, classGroupId, staffId, roomId, entryId, name }: Blocker): string =>
  JSON.stringify([kind, schoolId, classGroupId, staffId, roomId, entryId, name]);
