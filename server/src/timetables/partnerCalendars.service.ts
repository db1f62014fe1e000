import type { ReadableCalendar } from '@pluriclasse/shared/api/timetables';
import type { SchoolBrief } from '@pluriclasse/shared/api/sessions';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { asPartnerSees, type InCommon } from '@pluriclasse/shared/domain/partnerCalendar';
import { can, type PartnersSubject } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import type { SchoolId, TwinningId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Agreements } from '../agreements/agreements.service.ts';
import type { Db } from '../db/Database.ts';
import { requireSomebody, visible } from '../people/permit.ts';
import type { Schools } from '../schools/schools.service.ts';
import { isAgreed, type TwinningRecord, type Twinnings } from '../twinnings/twinnings.service.ts';
import * as facts from './calendars.repository.ts';
import { schoolSubject } from './rights.ts';
import { BOOKED_SINCE, type Timetables } from './timetables.service.ts';

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly schools: Schools;
  readonly timetables: Timetables;
  readonly twinnings: Twinnings;
  readonly agreements: Agreements;
}

/** What another school is to one's own. */
interface Partner {
  readonly school: SchoolBrief;
  readonly twinnings: readonly TwinningRecord[];
}

/** Calendars of one's own school and of its partners, each as far as one may see it. */
export class PartnerCalendars {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** By name. @throws AppError `forbidden` for others than staff */
  async list(actor: Actor): Promise<(SchoolBrief & { partner: boolean })[]> {
    const whole = await this.#deps.schools.list(actor);
    const known = new Set(whole.map(({ schoolId }) => schoolId));
    const partners = [...(await this.#partners(actor)).values()].map(({ school }) => school);
    const others = partners.filter(({ schoolId }) => !known.has(schoolId) && mayRead(actor, schoolId));
    return [
      ...whole.map((school) => ({ ...school, partner: false })),
      ...others.map((school) => ({ ...school, partner: true })),
    ].toSorted((a, b) => a.name.localeCompare(b.name));
  }

  /** @throws AppError `not_found` also for schools that are no partners */
  async read(actor: Actor, schoolId: SchoolId): Promise<ReadableCalendar> {
    requireSomebody(actor);
    const { timetables, now } = this.#deps;
    const whole = can(actor, 'timetable:read', schoolSubject(schoolId));
    const partner = whole ? undefined : (await this.#partners(actor)).get(schoolId);
    if (!whole) visible(actor, 'timetable:read-partner', partner, () => partnersSubject(actor, schoolId));
    const [calendar] = (await timetables.calendars([schoolId])).calendars;
    if (calendar === undefined) throw new AppError('not_found', 'No such school');
    if (whole) return calendar;
    const since = toIsoDay(toWall(now() - BOOKED_SINCE, calendar.timeZone).day);
    return asPartnerSees(calendar, { ...(await this.#inCommon(schoolId, partner?.twinnings ?? [])), since });
  }

  /** For the services beside this one: lessons of twinnings that the actor's school is in. */
  async ownLessons(actor: Actor): Promise<ReadonlySet<string>> {
    const records = await this.#deps.twinnings.records(actor);
    return this.#lessonsOf(records.map(({ twinningId }) => twinningId));
  }

  /** Schools with which the actor's has a twinning at work or an agreement in force. */
  async #partners(actor: Actor): Promise<ReadonlyMap<SchoolId, Partner>> {
    const own = schoolOf(actor);
    if (own === undefined) return new Map();
    const { twinnings, agreements } = this.#deps;
    const records = (await twinnings.records(actor)).filter(
      (record) => isAgreed(record) && record.participants.some(({ school }) => school.schoolId === own),
    );
    const twinned = records.flatMap((twinning) => twinning.participants.map(({ school }) => ({ school, twinning })));
    const agreed = (await agreements.partners(own)).map((school) => ({ school, twinning: undefined }));
    const bySchool = Map.groupBy([...twinned, ...agreed], ({ school }) => school.schoolId);
    bySchool.delete(own);
    return new Map(
      [...bySchool].flatMap(([schoolId, bonds]): [SchoolId, Partner][] => {
        const of = bonds.flatMap(({ twinning }) => twinning ?? []);
        return bonds[0] ? [[schoolId, { school: bonds[0].school, twinnings: of }]] : [];
      }),
    );
  }

  async #inCommon(schoolId: SchoolId, records: readonly TwinningRecord[]): Promise<Omit<InCommon, 'since'>> {
    const sites = records.flatMap(({ participants }) =>
      participants.filter(({ school }) => school.schoolId === schoolId),
    );
    return {
      classGroupIds: new Set(sites.flatMap(({ classes }) => classes.map(({ classGroupId }) => classGroupId))),
      lessonIds: await this.#lessonsOf(records.map(({ twinningId }) => twinningId)),
    };
  }

  async #lessonsOf(twinningIds: readonly TwinningId[]): Promise<ReadonlySet<string>> {
    const { db, now } = this.#deps;
    return new Set(await facts.listLessonIds(db, twinningIds, now() - BOOKED_SINCE));
  }
}

const schoolOf = (actor: Actor): SchoolId | undefined => (actor.kind === 'staff' ? actor.schoolId : undefined);

/** Of a school that is known to be a partner of the actor's. */
function partnersSubject(actor: Actor, schoolId: SchoolId): PartnersSubject {
  const own = schoolOf(actor);
  return { kind: 'partners', schoolId, partnerIds: own === undefined ? [] : [own] };
}

const mayRead = (actor: Actor, schoolId: SchoolId) =>
  can(actor, 'timetable:read-partner', partnersSubject(actor, schoolId));
