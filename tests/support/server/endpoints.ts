import * as agreements from '@pluriclasse/shared/api/agreements';
import * as asks from '@pluriclasse/shared/api/asks';
import * as capsules from '@pluriclasse/shared/api/capsules';
import * as captions from '@pluriclasse/shared/api/captions';
import * as capsuleExports from '@pluriclasse/shared/api/capsuleExports';
import * as catchUps from '@pluriclasse/shared/api/catchUps';
import type { Endpoint } from '@pluriclasse/shared/api/http';
import * as feeds from '@pluriclasse/shared/api/feeds';
import * as imports from '@pluriclasse/shared/api/imports';
import * as lessonMail from '@pluriclasse/shared/api/lessonMail';
import * as lessons from '@pluriclasse/shared/api/lessons';
import * as mails from '@pluriclasse/shared/api/mails';
import * as notices from '@pluriclasse/shared/api/notices';
import * as ownPages from '@pluriclasse/shared/api/ownPages';
import * as planning from '@pluriclasse/shared/api/planning';
import * as plans from '@pluriclasse/shared/api/plans';
import * as schools from '@pluriclasse/shared/api/schools';
import * as series from '@pluriclasse/shared/api/series';
import * as sessions from '@pluriclasse/shared/api/sessions';
import * as subscriptions from '@pluriclasse/shared/api/subscriptions';
import * as timetables from '@pluriclasse/shared/api/timetables';
import * as templates from '@pluriclasse/shared/api/templates';
import * as twinnings from '@pluriclasse/shared/api/twinnings';

const school = [schools, timetables, planning, plans, imports, subscriptions];
const joint = [lessons, twinnings, asks, series, templates, agreements];
const kept = [capsules, captions, capsuleExports, catchUps, ownPages];
const topics = [sessions, ...school, ...joint, notices, mails, feeds, lessonMail, ...kept];
const exported: unknown[] = topics.flatMap((topic) => Object.values<unknown>(topic));

/** Every endpoint that there is; a new topic's module has to be named here. */
export const endpoints: readonly Endpoint[] = exported.filter(
  (value): value is Endpoint => typeof value === 'object' && value !== null && 'method' in value && 'path' in value,
);

export const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;
