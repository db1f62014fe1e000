import * as asks from '@pluriclasse/shared/api/asks';
import * as api from '@pluriclasse/shared/api/twinnings';
import { ok } from '../../support/server/network.ts';
import type { Row, Stage } from './Row.ts';

const offer = {
  ageFrom: 9,
  ageTo: 10,
  level: 'A1',
  topics: ['animals'],
  hours: [{ weekday: 2, start: '10:00', end: '12:00' }],
  pupils: 12,
  languages: ['it'],
  note: null,
};

/** Twinnings, class descriptions, invitations of schools, questions. Columns as in the table. */
export function twinningRows(stage: Stage): Row[] {
  const both = () => [stage().network.own.classGroupId, stage().network.partner.classGroupId];
  const ofClass = () => ({ classGroupId: stage().network.own.classGroupId });
  const twinning = async () => {
    const body = { name: 'Fresh', classGroupIds: both() };
    return { twinningId: (await ok(stage().network.coordinator, api.createTwinning, { body })).twinningId };
  };
  const described = async () => {
    await ok(stage().network.own.teacher, api.saveOffer, { params: ofClass(), body: offer });
    return { params: ofClass() };
  };
  const invitation = async (of: 'own' | 'partner') => {
    const { teacher, classGroupId } = stage().network[of];
    const body = { name: 'Letters', note: null, classGroupIds: [classGroupId] };
    const { invitation: made, link } = await ok(teacher, api.inviteSchool, { body });
    return { invitationId: made.invitationId, token: new URL(link).hash.slice(1) };
  };
  /** Of the own school, from two hours ago. */
  const question = async () => {
    const { network, server } = stage();
    const body = { name: 'Asked', classGroupIds: both(), note: null };
    const { twinningId } = await ok(network.coordinator, api.proposeTwinning, { body });
    const read = await ok(network.own.head, api.readTwinning, { params: { twinningId } });
    const askId = read.asks.find(({ school }) => school.schoolId === network.own.schoolId)?.askId ?? '';
    await server.database.query(`UPDATE asks SET asked_at = asked_at - interval '2 hours' WHERE id = $1`, [askId]);
    return { askId };
  };

  return [
    //                                       N T H pT oT Co Ad K C Ho
    [api.listTwinnings, /*                */ 'u x x x  x  x  x  f f f'],
    [
      api.createTwinning,
      /*               */ 'u f f f  f  x  f  f f f',
      () => ({ body: { name: 'T', classGroupIds: [both()[0], stage().network.other.classGroupId] } }),
    ],
    [
      api.proposeTwinning,
      /*              */ 'u x x f  x  x  f  f f f',
      () => ({ body: { name: 'T', note: null, classGroupIds: [both()[0], stage().network.other.classGroupId] } }),
    ],
    [
      api.readTwinning,
      /*                 */ 'u x x x  n  x  x  n n n',
      () => ({ params: { twinningId: stage().network.twinningId } }),
    ],
    [
      api.setTwinningState,
      /*             */ 'u f f f  n  x  f  n n n',
      async () => ({ params: await twinning(), body: { state: 'paused', reason: null } }),
    ],
    //                                       N T H pT oT Co Ad K C Ho
    [api.listOffers, /*                   */ 'u x x x  x  x  x  f f f'],
    [api.saveOffer, /*                    */ 'u x x n  n  x  f  n n n', () => ({ params: ofClass(), body: offer })],
    [api.deleteOffer, /*                  */ 'u x x n  n  x  f  n n n', () => ({ params: ofClass() })],
    [api.findPartners, /*                 */ 'u x x n  n  x  f  n n n', described],
    [api.listTwinningInvitations, /*      */ 'u x x x  x  x  x  f f f'],
    [
      api.inviteSchool,
      /*                 */ 'u x x f  f  x  f  f f f',
      () => ({ body: { name: 'T', note: null, classGroupIds: both().slice(0, 1) } }),
    ],
    [
      api.withdrawTwinningInvitation,
      /*   */ 'u x x n  n  x  n  n n n',
      async () => ({ params: { invitationId: (await invitation('own')).invitationId } }),
    ],
    [
      api.readTwinningInvitation, //         N T H pT oT Co Ad K C Ho
      /*       */ 'u f x f  f  x  f  f f f',
      async () => ({ body: { token: (await invitation('partner')).token } }),
    ],
    [
      api.acceptTwinningInvitation,
      /*     */ 'u f x f  f  x  f  f f f',
      async () => ({ body: { token: (await invitation('partner')).token, classGroupIds: both().slice(0, 1) } }),
    ],
    [api.readOverview, /*                 */ 'u x x x  x  x  x  f f f'],
    [api.exportOverview, /*               */ 'u x x x  x  x  x  f f f'],
    //                                       N T H pT oT Co Ad K C Ho
    [asks.listAsks, /*                    */ 'u x x x  x  x  x  f f f'],
    [asks.readAsk, /*                     */ 'u x x x  n  x  x  n n n', async () => ({ params: await question() })],
    [
      asks.answerAsk,
      /*                   */ 'u x x f  n  f  f  n n n',
      async () => ({ params: await question(), body: { answer: 'yes', reason: null } }),
    ],
    [asks.remindAsk, /*                   */ 'u x x x  n  x  f  n n n', async () => ({ params: await question() })],
  ];
}
