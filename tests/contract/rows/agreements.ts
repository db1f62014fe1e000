import * as api from '@pluriclasse/shared/api/agreements';
import { randomUUID } from 'node:crypto';
import { ok } from '../../support/server/network.ts';
import type { Row, Stage } from './Row.ts';

const vote = { body: 'head', bodyName: null, day: '2026-10-01', result: 'yes', protocol: null, note: null };

/** Agreements between the own and the partner school. Columns as in the table. */
export function agreementRows(stage: Stage): Row[] {
  const school = () => ({ schoolId: stage().network.own.schoolId });
  const fields = () => {
    const { own, partner } = stage().network;
    const schools = [own, partner].map(({ schoolId }) => ({ schoolId, needs: ['head'] }));
    return { title: 'A', note: '', from: '2026-09-01', to: '2099-06-30', schools };
  };
  /** Nobody's but the coordinators'. */
  const draft = async () => {
    const { agreementId } = await ok(stage().network.coordinator, api.createAgreement, { body: fields() });
    return { params: { agreementId } };
  };
  const proposed = async () => {
    const { params } = await draft();
    await ok(stage().network.coordinator, api.proposeAgreement, { params });
    return { params };
  };

  return [
    //                            N T H pT oT Co Ad K C Ho
    [api.listAgreements, /*    */ 'u x x x  x  x  x  f f f'],
    [api.createAgreement, /*   */ 'u f f f  f  x  f  f f f', () => ({ body: fields() })],
    [api.readAgreement, /*     */ 'u x x x  n  x  x  n n n', proposed],
    [
      api.updateAgreement,
      /*                       */ 'u f f f  n  x  f  n n n',
      async () => ({ ...(await proposed()), body: { title: 'B' } }),
    ],
    [api.proposeAgreement, /*  */ 'u n n n  n  x  n  n n n', draft],
    [api.deleteAgreement, /*   */ 'u n n n  n  x  n  n n n', draft],
    [api.remindSchool, /*      */ 'u f f f  n  x  f  n n n', async () => ({ ...(await proposed()), body: school() })],
    [
      api.endAgreement,
      /*                       */ 'u f f f  n  x  f  n n n',
      async () => ({ ...(await proposed()), body: { reason: 'R' } }),
    ],
    [
      api.recordVote,
      /*                       */ 'u f x f  n  f  f  n n n',
      async () => ({ ...(await proposed()), body: { ...school(), ...vote } }),
    ],
    [
      api.withdrawSchool,
      /*                       */ 'u f x f  n  f  f  n n n',
      async () => ({ ...(await proposed()), body: { ...school(), reason: 'R' } }),
    ],
    // The documents' own test has the rest.
    [
      api.deleteDocument,
      /*                       */ 'u n n n  n  n  n  n n n',
      async () => ({ params: { ...(await proposed()).params, documentId: randomUUID() } }),
    ],
  ];
}
