import * as api from '@pluriclasse/shared/api/capsuleExports';
import { randomUUID } from 'node:crypto';
import { putCapsule } from '../../support/server/capsules.ts';
import type { Row, Stage } from './Row.ts';

/** Files of a capsule of the own and the partner school, published to the own class. There is no ffmpeg. */
export function capsuleExportRows(stage: Stage): Row[] {
  const published = async () => {
    const { network, server } = stage();
    const { own, partner } = network;
    const schoolIds = [own.schoolId, partner.schoolId];
    const capsuleId = await putCapsule(server, { schoolIds, classGroupIds: [own.classGroupId] });
    return { params: { capsuleId } };
  };
  const failed = async () => {
    const { params } = await published();
    const exportId = randomUUID();
    await stage().server.database.query(
      `INSERT INTO capsule_exports (id, capsule_id, kind, revision, length_ms, state, asked_at, failure)
       VALUES ($1, $2, 'audio', 0, 100000, 'failed', now(), 'failed')`,
      [exportId, params.capsuleId],
    );
    return { params: { ...params, exportId } };
  };

  return [
    //                            N T H pT oT Co Ad K C Ho
    [api.listExports, /*       */ 'u x f x  n  n  n  n f f', published],
    [
      api.askExport,
      /*                       */ 'u a f a  n  n  n  n f f',
      async () => ({ ...(await published()), body: { kind: 'mp4' } }),
    ],
    [api.cancelExport, /*      */ 'u x f x  n  n  n  n f f', failed],
  ];
}
