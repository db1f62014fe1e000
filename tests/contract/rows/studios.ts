import * as api from '@pluriclasse/shared/api/capsules';
import type { Row, Stage } from './Row.ts';

/** Where a teacher records alone. Columns as in the table. */
export function studioRows(stage: Stage): Row[] {
  return [
    //                            N T H pT oT Co Ad K C Ho
    [
      api.openStudio, //          of the other school, which does not record, nobody
      /*                       */ 'u x f x  c  f  f  f f f',
      async () => {
        const { network, server } = stage();
        const recording = [network.own.schoolId, network.partner.schoolId];
        await server.database.query("UPDATE schools SET recording_mode = 'capsule' WHERE id = ANY($1)", [recording]);
        return { body: { title: 'Numbers to twenty' } };
      },
    ],
  ];
}
