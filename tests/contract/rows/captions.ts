import * as api from '@pluriclasse/shared/api/captions';
import { putCapsule } from '../../support/server/capsules.ts';
import type { Row, Stage } from './Row.ts';

/** Captions of a capsule of the own and the partner school, published to the own class. */
export function captionRows(stage: Stage): Row[] {
  const put = async () => {
    const { network, server } = stage();
    const { own, partner } = network;
    const schoolIds = [own.schoolId, partner.schoolId];
    const capsuleId = await putCapsule(server, { schoolIds, classGroupIds: [own.classGroupId] });
    return { params: { capsuleId } };
  };
  const captions = { language: 'en', cues: [{ from: 0, to: 1_000, speaker: null, text: 'Hello' }] };
  const content = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nHello').toString('base64');

  return [
    //                            N T H pT oT Co Ad K C Ho
    [api.readCaptions, /*      */ 'u x f x  n  n  n  n f f', put],
    [
      api.saveCaptions,
      /*                       */ 'u x f x  n  n  n  n f f',
      async () => ({ ...(await put()), body: { revision: 0, captions } }),
    ],
    [
      api.readCaptionFile,
      /*                       */ 'u x f x  n  n  n  n f f',
      async () => ({ ...(await put()), body: { revision: 0, content } }),
    ],
  ];
}
