import type { AgreementBrief } from '@pluriclasse/shared/api/agreements';

type Brief = Pick<AgreementBrief, 'state' | 'to' | 'schools'>;

/** What counts most first; what has expired or ended counts as none. */
const order: readonly Brief['state'][] = ['in-force', 'expiring', 'agreed', 'waiting', 'draft'];

/** The agreement of all these schools that counts most: in force before one that waits, the one that lasts longest first. */
export function agreementFor<A extends Brief>(agreements: readonly A[], schoolIds: readonly string[]): A | undefined {
  return agreements
    .filter(({ state }) => order.includes(state))
    .filter(({ schools }) => schoolIds.every((id) => schools.some(({ school }) => school.schoolId === id)))
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.to < b.to ? 1 : -1))[0];
}
