import * as api from '@pluriclasse/shared/api/capsules';
import { putCapsule } from '../../support/server/capsules.ts';
import type { Row, Stage } from './Row.ts';

/** A capsule of the own and the partner school, published to the own class. Columns as in the table. */
export function capsuleRows(stage: Stage): Row[] {
  const put = async () => {
    const { network, server } = stage();
    const { own, partner } = network;
    const schoolIds = [own.schoolId, partner.schoolId];
    const capsuleId = await putCapsule(server, { schoolIds, classGroupIds: [own.classGroupId] });
    return { params: { capsuleId } };
  };
  const edit = { trim: null, hidden: [], chapters: null };
  const ofSchool = () => ({ params: { schoolId: stage().network.own.schoolId } });

  return [
    //                            N T H pT oT Co Ad K C Ho
    [api.listCapsules, /*      */ 'u x x x  x  x  x  x x x'],
    [api.readCapsule, /*       */ 'u x x x  n  n  n  n x x', put],
    [api.readManifest, /*      */ 'u x x x  n  n  n  n x x', put],
    [api.readPicture, /*       */ 'u x x x  n  n  n  n x x', put],
    [api.readDraft, /*         */ 'u x f x  n  n  n  n f f', put],
    [
      api.saveEdit,
      /*          */ 'u x f x  n  n  n  n f f',
      async () => ({ ...(await put()), body: { revision: 0, edit } }),
    ],
    [
      api.renameCapsule,
      /*     */ 'u x f x  n  n  n  n f f',
      async () => ({ ...(await put()), body: { title: 'New' } }),
    ],
    [
      api.publishCapsule,
      /*                       */ 'u x f x  n  n  n  n f f',
      async () => ({ ...(await put()), body: { classGroupIds: [stage().network.partner.classGroupId] } }),
    ],
    [api.withdrawCapsule, /*   */ 'u x x x  n  n  n  n f f', put],
    [api.readViewings, /*      */ 'u x x x  n  n  n  n f f', put],
    [api.readRecordingRules, /**/ 'u x x n  n  x  x  n n n', ofSchool],
    [
      api.setRecordingRules,
      /*                       */ 'u f x n  n  f  x  n n n',
      () => ({ ...ofSchool(), body: { mode: 'capsule', keep: '30-days' } }),
    ],
  ];
}
