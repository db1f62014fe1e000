import type { CapsuleBrief } from '@pluriclasse/shared/api/capsules';
import { siteSigns, type SiteSign } from '../../components/siteSign.ts';

export type SignedSite = CapsuleBrief['sites'][number] & { readonly sign: SiteSign };

/** Schools of a capsule in their order in the twinning, each with the sign that it has on every screen. */
export function signedSites({ sites }: Pick<CapsuleBrief, 'sites'>): SignedSite[] {
  const ordered = [...sites].sort((a, b) => a.order - b.order);
  return siteSigns(ordered.map(({ name }) => name)).flatMap((sign, n) => {
    const site = ordered[n];
    return site ? [{ ...site, sign }] : [];
  });
}
