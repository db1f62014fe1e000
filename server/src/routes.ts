import type { Now } from '@pluriclasse/shared/time';
import { agreementRoutes } from './agreements/agreements.routes.ts';
import { askRoutes } from './asks/asks.routes.ts';
import { deviceRoutes } from './devices/devices.routes.ts';
import { feedRoutes } from './feeds/feeds.routes.ts';
import type { FileDoor } from './http/fileDoor.ts';
import type { Serve } from './http/serve.ts';
import { lessonMailRoutes } from './lessonMail/lessonMail.routes.ts';
import { importRoutes } from './imports/imports.routes.ts';
import { subscriptionRoutes } from './imports/subscriptions.routes.ts';
import { lessonRoutes } from './lessons/lessons.routes.ts';
import { mailRoutes } from './mail/mails.routes.ts';
import { noticeRoutes } from './notices/notices.routes.ts';
import { peopleRoutes } from './people/people.routes.ts';
import { pupilRoutes } from './people/pupils.routes.ts';
import { staffRoutes } from './people/staff.routes.ts';
import { schoolRoutes } from './schools/schools.routes.ts';
import type { Services } from './services.ts';
import { searchRoutes } from './timetables/searches.routes.ts';
import { timetableRoutes } from './timetables/timetables.routes.ts';
import { seriesRoutes } from './series/series.routes.ts';
import { templateRoutes } from './templates/templates.routes.ts';
import { twinningRoutes } from './twinnings/twinnings.routes.ts';

/** Every endpoint of `shared/api` and who serves it. */
export function openRoutes(serve: Serve, door: FileDoor, services: Services, now: Now): void {
  peopleRoutes(serve, services);
  staffRoutes(serve, services);
  pupilRoutes(serve, services);
  schoolRoutes(serve, services);
  deviceRoutes(serve, services);
  twinningRoutes(serve, services);
  askRoutes(serve, services);
  seriesRoutes(serve, services);
  templateRoutes(serve, services);
  lessonRoutes(serve, services, now);
  feedRoutes(serve, services);
  lessonMailRoutes(serve, services);
  noticeRoutes(serve, services);
  mailRoutes(serve, services);
  timetableRoutes(serve, services);
  agreementRoutes(serve, door, services);
  searchRoutes(serve, services);
  importRoutes(serve, services);
  subscriptionRoutes(serve, services);
}
