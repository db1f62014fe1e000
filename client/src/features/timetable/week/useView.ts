import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { useSearchParams } from 'wouter';
import type { View } from './entries.ts';

export const viewKinds = ['class', 'staff', 'room'] as const;

/** Everybody and everything that has a week. */
export function choicesOf(timetable: Timetable, kind: View['kind']): { id: string; name: string }[] {
  switch (kind) {
    case 'class':
      return timetable.classGroups.map(({ classGroupId, name }) => ({ id: classGroupId, name }));
    case 'staff':
      return timetable.staff.map(({ staffId, name }) => ({ id: staffId, name }));
    case 'room':
      return timetable.rooms.map(({ roomId, name }) => ({ id: roomId, name }));
  }
}

/** Whose week the page shows, kept in its address: `?class=…`. The first class, as long as nobody chose. */
export function useView(timetable: Timetable): { view: View | undefined; show: (view: View) => void } {
  const [search, setSearch] = useSearchParams();
  const asked = viewKinds.flatMap((kind) => {
    const id = search.get(kind);
    return id !== null && choicesOf(timetable, kind).some((choice) => choice.id === id) ? [{ kind, id }] : [];
  });
  const [first] = choicesOf(timetable, 'class');
  return {
    view: asked[0] ?? (first && { kind: 'class', id: first.id }),
    show: ({ kind, id }) => setSearch({ [kind]: id }, { replace: true }),
  };
}
