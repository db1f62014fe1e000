import type { AgreementBrief } from '@pluriclasse/shared/api/agreements';
import { SchoolId } from '@pluriclasse/shared/ids';
import { describe, expect, it } from 'vitest';
import { agreementFor } from './agreementFor.ts';

const ids = [1, 2, 3].map((n) => SchoolId.parse(`00000000-0000-4000-8000-00000000000${n}`));
const agreement = (state: AgreementBrief['state'], to: string, count = 3) => ({
  state,
  to,
  schools: ids.slice(0, count).map((schoolId) => ({
    school: { schoolId, name: '', town: '', timeZone: 'UTC', language: 'en' as const },
    standing: 'consents' as AgreementBrief['schools'][number]['standing'],
  })),
});

describe('the agreement of a twinning', () => {
  it.each([
    ['none', [], undefined],
    [
      'one that is in force before one that waits',
      [agreement('waiting', '2029-01-01'), agreement('in-force', '2027-01-01')],
      1,
    ],
    ['the one that lasts longest', [agreement('in-force', '2027-01-01'), agreement('in-force', '2028-01-01')], 1],
    ['not one of two of its three schools', [agreement('in-force', '2028-01-01', 2)], undefined],
    ['not one that has ended', [agreement('ended', '2028-01-01')], undefined],
  ] as const)('%s', (_, agreements, found) =>
    expect(agreementFor(agreements, ids)).toBe(found === undefined ? undefined : agreements[found]),
  );
});
