import * as api from '@pluriclasse/shared/api/schools';
import type { Serve } from '../http/serve.ts';
import type { Classes } from './classes.service.ts';
import type { Schools } from './schools.service.ts';

export function schoolRoutes(serve: Serve, { schools, classes }: { schools: Schools; classes: Classes }): void {
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

  serve(api.listClasses, async ({ actor, params }) => ({ classes: await classes.list(actor, params.schoolId) }));
  serve(api.createClass, ({ actor, params, body }) => classes.create(actor, params.schoolId, body));
  serve(api.updateClass, ({ actor, params, body }) => classes.update(actor, params.classGroupId, body));
}
