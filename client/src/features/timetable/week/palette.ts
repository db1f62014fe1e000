import { groupBy } from '../../../lib/groupBy.ts';
import { isIn, type Entries, type Ground, type View } from './entries.ts';
import { hourOf, type Hour } from './hours.ts';
import { normal } from './table.ts';

/** Subjects that a palette shows. */
const most = 24;

/**
 * The school's subjects, first those of the view, then the most frequent; each with the teachers, room and classes it has
 * most often there. What was typed just now and is painted nowhere yet comes first.
 */
export function paletteOf(entries: Entries, view: View, ground: Ground, typed: readonly string[]): Hour[] {
  const subjects = groupBy(entries, ({ subject }) => normal(subject));
  const paints = [...subjects.values()].map((all) => {
    const own = all.filter((entry) => isIn(entry, view, ground.homes)).map((entry) => hourOf(entry, view));
    const { subject } = mostFrequent(all, (entry) => entry.subject);
    const usual =
      own.length > 0 ? mostFrequent(own, ({ weeks: _, subject: __, ...rest }) => JSON.stringify(rest)) : undefined;
    // Another's teacher and room would be painted unseen.
    const hour = usual ? { ...usual, subject, weeks: [] } : fresh(subject);
    return { hour, own: own.length, all: all.length };
  });
  const known = paints
    .toSorted((a, b) => b.own - a.own || b.all - a.all || a.hour.subject.localeCompare(b.hour.subject))
    .slice(0, most)
    .map(({ hour }) => hour);
  return [...typed.filter((subject) => !subjects.has(normal(subject))).map(fresh), ...known];
}

const fresh = (subject: string): Hour => ({ subject, staffIds: [], roomId: null, classGroupIds: [], weeks: [] });

function mostFrequent<T>(of: readonly T[], key: (one: T) => string): T {
  const groups = [...groupBy(of, key).values()].toSorted((a, b) => b.length - a.length);
  const first = groups[0]?.[0];
  if (first === undefined) throw new Error('Nothing to choose from');
  return first;
}

/** The next subject that begins with a letter, after the chosen one, round and round. */
export function byLetter(palette: readonly Hour[], chosen: string | undefined, letter: string): Hour | undefined {
  const start = palette.findIndex(({ subject }) => subject === chosen) + 1;
  const initial = normal(letter);
  return [...palette.slice(start), ...palette.slice(0, start)].find(({ subject }) =>
    normal(subject).startsWith(initial),
  );
}
