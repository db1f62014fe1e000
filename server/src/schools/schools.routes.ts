import * as api from '@pluriclasse/shared/api/schools';
import type { Serve } from '../http/serve.ts';
import type { Classes } from './classes.service.ts';
import type { PuttingAway } from './puttingAway.service.ts';
import type { Schools } from './schools.service.ts';

interface Services {
  readonly schools: Schools;
  readonly classes: Classes;
  readonly puttingAway: PuttingAway;
}

export function schoolRoutes(serve: Serve, { schools, classes, puttingAway }: Services): void {
  serve(api.listSchools, async ({ actor }) => ({ schools: await schools.list(actor) }));
  serve(api.createSchool, ({ actor, body }) => schools.create(actor, body));
  serve(api.readSchool, ({ actor, params }) => schools.read(actor, params.schoolId));
  serve(api.updateSchool, ({ actor, params, body }) => schools.update(actor, params.schoolId, body));

  serve(api.createRoom, ({ actor, params, body }) => schools.createRoom(actor, params.schoolId, body.name));
  serve(api.updateRoom, ({ actor, params, body }) => schools.renameRoom(actor, { ...params, ...body }));
  serve(api.deleteRoom, async ({ actor, params }) => {
    await schools.deleteRoom(actor, params.schoolId, params.roomId);
    return {};
  });

  serve(api.listClasses, ({ actor, params }) => classes.list(actor, params.schoolId));
  serve(api.createClass, ({ actor, params, body }) => classes.create(actor, params.schoolId, body));
  serve(api.updateClass, ({ actor, params, body }) => classes.update(actor, params.classGroupId, body));
  serve(api.putClassAway, ({ actor, params }) => puttingAway.putAway(actor, params.classGroupId));
  serve(api.takeClassBack, ({ actor, params }) => puttingAway.takeBack(actor, params.classGroupId));
}
