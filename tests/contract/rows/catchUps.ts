import * as api from '@pluriclasse/shared/api/catchUps';
import * as pages from '@pluriclasse/shared/api/ownPages';
import { randomUUID } from 'node:crypto';
import { blankPage } from '../../support/capsules/pageUpdates.ts';
import { putCapsule } from '../../support/server/capsules.ts';
import { ok } from '../../support/server/network.ts';
import type { Row, Stage } from './Row.ts';

/** Catch-ups of a capsule of the own and the partner school, published to the own class. Columns as in the table. */
export function catchUpRows(stage: Stage): Row[] {
  const put = async (published: boolean) => {
    const { network, server } = stage();
    const { own, partner } = network;
    const capsuleId = await putCapsule(server, {
      schoolIds: [own.schoolId, partner.schoolId],
      classGroupIds: published ? [own.classGroupId] : [],
    });
    return { params: { capsuleId } };
  };
  const published = () => put(true);
  const pupils = () => stage().network.own.pupilIds;
  /** Of the pupil at the tablet, 0, or at home. */
  const page = async (whose: 0 | 1) => {
    const { params } = await published();
    return { params: { ...params, pupilId: pupils()[whose], ownPageId: randomUUID() } };
  };
  const said = () => ({ eventId: randomUUID(), at: Date.now(), kind: 'said', checkId: randomUUID() });

  return [
    //                            N T H pT oT Co Ad K C Ho
    [api.listCatchUps, /*      */ 'u f f f  f  f  f  f x x'],
    [api.readCatchUp, /*       */ 'u n n n  n  n  n  n x x', published],
    [
      api.sendCatchUpEvents, //   of the pupil at the tablet; the one at home is another
      /*                       */ 'u n n n  n  n  n  n x u',
      async () => ({ ...(await published()), body: { pupilId: pupils()[0], events: [said()] } }),
    ],
    [
      api.sendCatchUpEvents, //   of the pupil at home
      /*                       */ 'u n n n  n  n  n  n u x',
      async () => ({ ...(await published()), body: { pupilId: pupils()[1], events: [said()] } }),
    ],
    [api.readChecks, /*        */ 'u x f x  n  n  n  n f f', published],
    [
      api.saveChecks,
      /*                       */ 'u x f x  n  n  n  n f f',
      async () => ({ ...(await published()), body: { revision: 0, sheet: { checks: [], task: null } } }),
    ],
    [api.followCatchUps, /*    */ 'u x x x  n  n  n  n f f', published],
    [
      api.markAbsent, //          of the own school: the partner's teacher finds no such pupil
      /*                       */ 'u x f n  n  n  n  n f f',
      async () => {
        const { params } = await published();
        return { params: { ...params, pupilId: stage().network.own.pupilIds[0] }, body: { missed: true } };
      },
    ],
    [pages.listOwnPages, /*    */ 'u n n n  n  n  n  n x u', () => page(0)],
    [pages.listOwnPages, /*    */ 'u n n n  n  n  n  n u x', () => page(1)],
    [pages.syncOwnPage, /*     */ 'u n n n  n  n  n  n x u', async () => ({ ...(await page(0)), body: blankPage() })],
    [pages.syncOwnPage, /*     */ 'u n n n  n  n  n  n u x', async () => ({ ...(await page(1)), body: blankPage() })],
    [pages.removeOwnPage, /*   */ 'u n n n  n  n  n  n x u', () => page(0)],
    [pages.removeOwnPage, /*   */ 'u n n n  n  n  n  n u x', () => page(1)],
    [
      pages.readOwnPage, //       of the own school: the partner's teacher finds no such pupil
      /*                       */ 'u x x n  n  n  n  n f f',
      async () => {
        const { params } = await page(1);
        // As the pupil at home, whose page it is.
        await ok(stage().network.home, pages.syncOwnPage, { params, body: blankPage() });
        return { params };
      },
    ],
  ];
}
