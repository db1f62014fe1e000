import * as api from '@pluriclasse/shared/api/timetables';
import type { Serve } from '../http/serve.ts';
import type { PartnerCalendars } from './partnerCalendars.service.ts';
import type { SchoolWeek } from './schoolWeek.service.ts';
import type { StaffHours } from './staffHours.service.ts';
import type { Timetables } from './timetables.service.ts';

interface Services {
  readonly timetables: Timetables;
  readonly schoolWeek: SchoolWeek;
  readonly staffHours: StaffHours;
  readonly partnerCalendars: PartnerCalendars;
}

export function timetableRoutes(
  serve: Serve,
  { timetables, schoolWeek, staffHours, partnerCalendars }: Services,
): void {
  serve(api.readTimetable, ({ actor, params }) => timetables.read(actor, params.schoolId));
  serve(api.listCalendars, async ({ actor }) => ({ schools: await partnerCalendars.list(actor) }));
  serve(api.readCalendar, ({ actor, params }) => partnerCalendars.read(actor, params.schoolId));
  serve(api.updateSchoolYear, ({ actor, params, body: { revision, ...change } }) =>
    schoolWeek.updateYear(actor, { ...params, revision }, change),
  );

  serve(api.createBells, ({ actor, params, body: { revision, bells } }) =>
    schoolWeek.createBells(actor, { ...params, revision }, bells),
  );
  serve(api.updateBells, ({ actor, params: { schoolId, bellScheduleId }, body: { revision, bells } }) =>
    schoolWeek.updateBells(actor, { schoolId, revision }, bellScheduleId, bells),
  );
  serve(api.deleteBells, ({ actor, params: { schoolId, bellScheduleId }, body: { revision } }) =>
    schoolWeek.deleteBells(actor, { schoolId, revision }, bellScheduleId),
  );

  serve(api.createClosure, ({ actor, params, body: { revision, closure } }) =>
    schoolWeek.createClosure(actor, { ...params, revision }, closure),
  );
  serve(api.updateClosure, ({ actor, params: { schoolId, closureId }, body: { revision, closure } }) =>
    schoolWeek.updateClosure(actor, { schoolId, revision }, closureId, closure),
  );
  serve(api.deleteClosure, ({ actor, params: { schoolId, closureId }, body: { revision } }) =>
    schoolWeek.deleteClosure(actor, { schoolId, revision }, closureId),
  );
  serve(api.confirmClosures, ({ actor, params, body: { revision, closureIds } }) =>
    schoolWeek.confirmClosures(actor, { ...params, revision }, closureIds),
  );

  serve(api.changeEntries, ({ actor, params, body: { revision, ...change } }) =>
    schoolWeek.changeEntries(actor, { ...params, revision }, change),
  );
  serve(api.copyYear, ({ actor, params, body: { revision, ...copy } }) =>
    schoolWeek.copyYear(actor, { ...params, revision }, copy),
  );
  serve(api.undoTimetable, ({ actor, params, body }) => schoolWeek.undo(actor, { ...params, ...body }));

  serve(api.setAvailability, ({ actor, params: { schoolId, staffId }, body: { revision, availability } }) =>
    staffHours.setAvailability(actor, { schoolId, revision }, staffId, availability),
  );
  serve(api.createAbsence, ({ actor, params: { schoolId, staffId }, body: { revision, absence } }) =>
    staffHours.createAbsence(actor, { schoolId, revision }, staffId, absence),
  );
  serve(api.deleteAbsence, ({ actor, params: { schoolId, staffId, absenceId }, body: { revision } }) =>
    staffHours.deleteAbsence(actor, { schoolId, revision }, staffId, absenceId),
  );
}
