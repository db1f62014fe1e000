import type { Wish } from '@pluriclasse/shared/calendar/wish';
import { groupBy } from '../../../lib/groupBy.ts';
import { faultOf, wishOf, type WishDraft } from '../draft.ts';
import { draftOfWish } from '../restore.ts';
import type { Group } from '../useWishedClasses.ts';

/** What is wanted of several twinnings: one wish for all, and an own one where that does not do. */
export interface PlanDraft {
  /** Without classes; each twinning brings its own. */
  readonly common: WishDraft;
  /** Subjects besides English that may give an hour at any school, by name. */
  readonly subjects: readonly string[];
  /** By twinning. */
  readonly own: Readonly<Record<string, WishDraft>>;
}

/** Subjects as they are typed: between commas, each once. */
export const subjectsOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,;\n]/)
      .map((subject) => subject.trim())
      .filter(Boolean),
  ),
];

/** What is wanted of one twinning. */
export function draftFor({ common, subjects, own }: PlanDraft, { twinningId, classes }: Group): WishDraft {
  const mine = own[twinningId];
  if (mine) return mine;
  const schools = [...new Set(classes.map(({ schoolId }) => schoolId))];
  const mayDisplace = subjects.length === 0 ? {} : Object.fromEntries(schools.map((id) => [id, subjects]));
  return { ...common, classes, mayDisplace };
}

/** One wish a twinning, named by its id. */
export const wishesOf = (draft: PlanDraft, groups: readonly Group[]): Wish[] =>
  groups.map((group) => ({ ...wishOf(draftFor(draft, group)), wishId: group.twinningId }));

/** What is wrong with the common wish; whose classes it is for is not asked. */
export function commonFault({ common }: PlanDraft): Exclude<ReturnType<typeof faultOf>, 'one-school'> {
  const place = { school: '', timeZone: 'UTC', classGroupId: '', name: '' };
  const two = ['a', 'b'].map((schoolId) => ({ ...place, schoolId }));
  const fault = faultOf({ ...common, classes: two });
  return fault === 'one-school' ? undefined : fault;
}

/** The form that wishes were made of: what most of them have in common, and the others' own. */
export function restoreDraft(wishes: readonly Wish[], groups: readonly Group[]): PlanDraft | undefined {
  const classesOf = new Map<string, Group['classes']>(groups.map((group) => [group.twinningId, group.classes]));
  const drafts = wishes.flatMap((wish) => {
    const classes = classesOf.get(wish.wishId);
    return classes ? [{ twinningId: wish.wishId, draft: draftOfWish(wish, classes), classes }] : [];
  });
  const alike = groupBy(drafts, ({ draft, classes }) => likenessOf(draft, classes));
  const [most] = [...alike].filter(([key]) => key !== OWN).toSorted((a, b) => b[1].length - a[1].length);
  const first = most?.[1][0]?.draft ?? drafts[0]?.draft;
  if (first === undefined) return undefined;
  const common = { ...first, classes: [], mayDisplace: {}, staffIds: {}, roomIds: {} };
  const subjects = most ? [...(Object.values(first.mayDisplace)[0] ?? [])] : [];
  const others = drafts.filter((one) => most === undefined || !most[1].includes(one));
  return { common, subjects, own: Object.fromEntries(others.map(({ twinningId, draft }) => [twinningId, draft])) };
}

const OWN = '';
/** The same for wishes that one common wish would make; empty for what only an own one says. */
function likenessOf(draft: WishDraft, classes: Group['classes']): string {
  const { classes: wished, mayDisplace, staffIds, roomIds, ...rest } = draft;
  const schools = [...new Set(classes.map(({ schoolId }) => schoolId))];
  const lists = schools.map((id) => JSON.stringify(mayDisplace[id] ?? []));
  const isPlain =
    wished.length === classes.length &&
    Object.keys(staffIds).length + Object.keys(roomIds).length === 0 &&
    new Set(lists).size <= 1 &&
    [...rest.forbidden, ...rest.preferred].every(({ schoolId }) => schoolId === null);
  return isPlain ? JSON.stringify([rest, lists[0]]) : OWN;
}
