import type { Match, Offer } from '@pluriclasse/shared/api/twinnings';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { matchOffers, type MatchFacts } from '@pluriclasse/shared/domain/matchOffers';
import type { ClassOffer } from '@pluriclasse/shared/domain/offers';
import { can } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import type { ClassGroupId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { classBrief, schoolBrief } from '../db/briefs.ts';
import type { Db } from '../db/Database.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import { classSubject, type Classes } from '../schools/classes.service.ts';
import { comparedWeeks, commonWeeks } from './commonWeeks.ts';
import * as repository from './offers.repository.ts';
import type { OfferRecord } from './offers.repository.ts';
import type { AgreementsInForce, SchoolCalendars } from './ports.ts';
import { scopeOf } from './twinnings.service.ts';

/** Shown of those that fit; calendars are only read of so many of the best. */
const SHOWN = 30;
const COMPARED = 60;

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly classes: Classes;
  readonly timetables: SchoolCalendars;
  readonly agreements: AgreementsInForce;
}

/** Classes describe themselves, and find others that fit. */
export class Offers {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async list(actor: Actor): Promise<Offer[]> {
    requireSomebody(actor);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff look for classes');
    const scope = scopeOf(actor);
    if (scope === undefined) return [];
    const rows = await repository.listOffers(this.#deps.db, scope.of === 'school' ? scope.schoolId : undefined);
    return rows.map((one) => asOffer(one, actor));
  }

  /** @throws AppError `bad_request` with reason `ages`; `conflict` for a class that is put away */
  async save(actor: Actor, classGroupId: ClassGroupId, offer: ClassOffer): Promise<Offer> {
    const { db, now, classes } = this.#deps;
    const { schoolId } = await this.#permitted(actor, classGroupId);
    await classes.requireMeeting(classGroupId);
    if (offer.ageTo < offer.ageFrom)
      throw new AppError('bad_request', 'Ages end before they begin', { reason: 'ages' });
    await repository.saveOffer(db, { classGroupId, schoolId, offer, updatedAt: now() });
    return asOffer(await this.#get(classGroupId), actor);
  }

  /** Others find it no more. Safe twice. */
  async remove(actor: Actor, classGroupId: ClassGroupId): Promise<void> {
    await this.#permitted(actor, classGroupId);
    await repository.deleteOffer(this.#deps.db, classGroupId);
  }

  /** Other schools' classes, the best fit first. @throws AppError `conflict` with reason `no_offer` */
  async partners(actor: Actor, classGroupId: ClassGroupId): Promise<Match[]> {
    const { db } = this.#deps;
    await this.#permitted(actor, classGroupId);
    const mine = await repository.findOffer(db, classGroupId);
    if (mine === undefined)
      throw new AppError('conflict', 'The class does not describe itself', { reason: 'no_offer' });
    const others = await repository.listOffersOfOthers(db, mine.school.schoolId);
    const twinned = await repository.twinnedWith(db, classGroupId);
    const likely = byFit(others.map((theirs) => ({ theirs, ...this.#match(mine, theirs, {}) }))).slice(0, COMPARED);
    const calendars = await this.#calendars([mine, ...likely.map(({ theirs }) => theirs)]);
    const own = calendars.get(mine.school.schoolId);
    const matches = await Promise.all(
      likely.map(async ({ theirs }) => {
        const other = calendars.get(theirs.school.schoolId);
        const weeks = own && other ? commonWeeks(own, other, this.#deps.now()) : null;
        const agreement = await this.#haveAgreement(mine, theirs);
        return { theirs, ...this.#match(mine, theirs, { commonWeeks: weeks, agreement }) };
      }),
    );
    return byFit(matches)
      .slice(0, SHOWN)
      .map(({ theirs, score, parts }) => {
        const twinningId = twinned.get(theirs.classGroup.classGroupId) ?? null;
        return { offer: asOffer(theirs, actor), score, parts, twinningId };
      });
  }

  #match(mine: OfferRecord, theirs: OfferRecord, known: Partial<MatchFacts>) {
    const facts = { now: this.#deps.now(), commonWeeks: null, weeks: comparedWeeks, agreement: false, ...known };
    return matchOffers(
      { offer: mine.offer, timeZone: mine.school.timeZone },
      { offer: theirs.offer, timeZone: theirs.school.timeZone },
      facts,
    );
  }

  async #haveAgreement(mine: OfferRecord, theirs: OfferRecord): Promise<boolean> {
    const today = toIsoDay(toWall(this.#deps.now(), mine.school.timeZone).day);
    const schoolIds = [mine.school.schoolId, theirs.school.schoolId];
    return (await this.#deps.agreements.inForce(schoolIds, { from: today, to: today })).ok;
  }

  async #calendars(offers: readonly OfferRecord[]): Promise<Map<string, SchoolCalendar>> {
    const schoolIds = [...new Set(offers.map(({ school }) => school.schoolId))];
    const { calendars } = await this.#deps.timetables.calendars(schoolIds);
    return new Map(calendars.map((one) => [one.schoolId, one]));
  }

  async #get(classGroupId: ClassGroupId): Promise<OfferRecord> {
    const found = await repository.findOffer(this.#deps.db, classGroupId);
    if (found === undefined) throw new AppError('not_found', 'No such offer');
    return found;
  }

  async #permitted(actor: Actor, classGroupId: ClassGroupId) {
    const found = visible(actor, 'class:read', await this.#deps.classes.find(classGroupId), classSubject);
    permit(actor, 'offer:edit', classSubject(found));
    return found;
  }
}

/** The best first; of equals the one that comes first by its id, so that the order does not change by itself. */
const byFit = <One extends { score: number; theirs: OfferRecord }>(matches: One[]): One[] =>
  matches.sort(
    (a, b) => b.score - a.score || (a.theirs.classGroup.classGroupId < b.theirs.classGroup.classGroupId ? -1 : 1),
  );

const asOffer = ({ offer, updatedAt, classGroup, school }: OfferRecord, actor: Actor): Offer => ({
  ...offer,
  classGroup: classBrief(classGroup),
  school: schoolBrief(school),
  updatedAt,
  mayEdit: can(actor, 'offer:edit', classSubject(classGroup)),
});
