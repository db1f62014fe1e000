import { siteSigns, type SiteSign } from '../../../components/siteSign.ts';
import type { Group } from '../useWishedClasses.ts';

/** A twinning as the page of the plan draws it: a number and one of six colours, the same in the week and in the table. */
export interface Planned {
  readonly group: Group;
  readonly number: number;
  readonly colour: number;
  /** Of its schools. */
  readonly signs: ReadonlyMap<string, SiteSign>;
}

/** In the order of their names. */
export function numbered(groups: readonly Group[]): Planned[] {
  return groups
    .toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
    .map((group, n) => ({ group, number: n + 1, colour: (n % 6) + 1, signs: signsOf(group) }));
}

function signsOf({ classes }: Group): ReadonlyMap<string, SiteSign> {
  const schools = [...new Map(classes.map(({ schoolId, school }) => [schoolId, school]))];
  const signs = siteSigns(schools.map(([, name]) => name));
  return new Map(schools.flatMap(([id], n) => (signs[n] ? [[id, signs[n]] as const] : [])));
}

/** Schools of twinnings, by name; with their clocks. */
export function schoolsOf(groups: readonly Group[]): { schoolId: string; name: string; timeZone: string }[] {
  const all = groups.flatMap(({ classes }) => classes.map((one) => [one.schoolId, one] as const));
  return [...new Map(all).values()]
    .map(({ schoolId, school, timeZone }) => ({ schoolId, name: school, timeZone }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
