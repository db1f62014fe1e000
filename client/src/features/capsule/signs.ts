import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { siteSigns, type SiteSign } from '../../components/siteSign.ts';

export type Signs = ReadonlyMap<SchoolId, SiteSign>;

/** The schools as they are drawn everywhere: in the order in which they joined. */
export function signsOf({ sites }: Pick<Manifest, 'sites'>): Signs {
  const inOrder = sites.toSorted((a, b) => a.order - b.order);
  const signs = siteSigns(inOrder.map(({ name }) => name));
  return new Map(inOrder.flatMap(({ schoolId }, n) => (signs[n] ? [[schoolId, signs[n]] as const] : [])));
}
