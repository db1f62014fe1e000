import type { Blocker } from './answer.ts';
import { byFinality } from './blockers.ts';
import { anchorZones, Clocks, localStart, type LocalStart } from './clocks.ts';
import { toDayNumber, type DayNumber, type Minute } from './days.ts';
import type { Look, SiteDay } from './SiteDay.ts';
import { SiteTime, type WhatIf } from './SiteTime.ts';
import type { SchoolYear } from './SchoolYear.ts';
import type { Wish } from './wish.ts';

const MINUTES_A_DAY = 1440;
const MS_AN_HOUR = 3_600_000;

export interface HoursOptions {
  /** Milliseconds since 1970: by which notice is counted. */
  readonly now: number;
  /** Patterns wanted at most; 8 when not said. */
  readonly limit?: number;
  /** Bookings that don't count: those of the very lessons that are looked at. */
  readonly except?: ReadonlySet<string>;
}

/** A lesson that all schools can have, and what it costs. */
export interface DateLook {
  readonly startsAt: number;
  /** Of each site, in the wish's order. */
  readonly looks: readonly Look[];
  readonly days: readonly DayNumber[];
  readonly cost: number;
}

/** A wish made ready to be asked at which instants all its schools can. */
export class WishTime {
  readonly wish: Wish;
  readonly years: readonly SchoolYear[];
  readonly sites: readonly SiteTime[];
  readonly options: HoursOptions;
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** Before it, notice is too short. */
  readonly earliest: number;
  readonly #clocks = new Map<string, Clocks>();
  /** The schools' days that were seen, numbered; what holds on days of one kind, with the first of them. */
  readonly #kinds = new Map<SiteDay, number>();
  readonly #held = new Map<string, readonly { start: Minute; look: DateLook; day: DayNumber }[]>();
  /** What the schools said of the hour that is being asked. */
  readonly #looks: Look[] = [];
  readonly #days: DayNumber[] = [];

  /**
   * @param years of all schools that the wish names, and maybe of others
   * @throws RangeError for a wish of a school that is not among them
   */
  constructor(years: readonly SchoolYear[], wish: Wish, options: HoursOptions, sites?: readonly SiteTime[]) {
    this.wish = wish;
    this.options = options;
    this.from = toDayNumber(wish.from);
    this.to = toDayNumber(wish.to);
    this.earliest = options.now + wish.noticeHours * MS_AN_HOUR;
    this.years = wish.sites.map(({ schoolId }) => {
      const year = years.find(({ school }) => school.schoolId === schoolId);
      if (year === undefined) throw new RangeError(`no school ${schoolId}`);
      return year;
    });
    this.sites =
      sites ??
      wish.sites.map((site, place) => new SiteTime(this.#year(place), wish, site, { except: except(options) }));
  }

  /** The same where one school does something else; what is known of the others is shared. */
  whatIf(place: number, change: WhatIf | { readonly site: Wish['sites'][number] }): WishTime {
    const site = 'site' in change ? change.site : this.#site(place).site;
    const wish = { ...this.wish, sites: this.wish.sites.with(place, site) };
    const options = { except: except(this.options), ...('site' in change ? {} : { whatIf: change }) };
    const changed = new SiteTime(this.#year(place), wish, site, options);
    return new WishTime(this.years, wish, this.options, this.sites.with(place, changed));
  }

  /** The same with another wish of the same sites. */
  wishing(wish: Wish): WishTime {
    return new WishTime(this.years, wish, this.options);
  }

  /** Zones by whose clocks a pattern can be kept, one of each behaviour. */
  anchors(): string[] {
    const zones = this.years.map(({ school }) => school.timeZone);
    return anchorZones(zones, this.from, this.to);
  }

  clocks(zone: string): Clocks {
    let known = this.#clocks.get(zone);
    if (known === undefined) {
      known = new Clocks(
        zone,
        this.years.map(({ school }) => school.timeZone),
      );
      this.#clocks.set(zone, known);
    }
    return known;
  }

  /** Where a lesson begins at each school; null in place of one whose clocks are changed while it lasts. */
  locals(startsAt: number): (LocalStart | null)[] {
    return this.years.map(({ school }) => localStart(startsAt, this.wish.minutes, school.timeZone));
  }

  /** The lesson that begins when the clocks of a zone show a minute; null when somebody can't. */
  look(clocks: Clocks, day: DayNumber, minute: Minute): DateLook | null {
    const startsAt = clocks.instant(day, minute);
    if (startsAt === undefined || startsAt < this.earliest) return null;
    return this.#lookAt(startsAt, clocks.ahead(day), day, minute);
  }

  /**
   * All lessons that can begin on a day at some of these minutes. Of days on which all schools do the same it is worked out
   * once: a year has some five kinds of Tuesday for a wish.
   *
   * @param starts in order; the same for all days with the same shifts between the clocks
   */
  held(clocks: Clocks, day: DayNumber, starts: readonly Minute[]): { start: Minute; look: DateLook }[] {
    const ahead = clocks.ahead(day);
    if (ahead === null) {
      return starts.flatMap((start) => {
        const look = this.look(clocks, day, start);
        return look === null ? [] : { start, look };
      });
    }
    const kind = this.#kindOf(clocks, ahead, day, starts);
    let known = this.#held.get(kind);
    if (known === undefined) this.#held.set(kind, (known = this.#heldOn(clocks, ahead, day, starts)));
    return known.flatMap(({ start, look: { looks, days, cost }, day: like }) => {
      // Where no clocks are changed no hour is skipped.
      const startsAt = clocks.instant(day, start) ?? -Infinity;
      if (startsAt < this.earliest) return [];
      return { start, look: { startsAt, looks, days: like === day ? days : days.map((of) => of + day - like), cost } };
    });
  }

  #heldOn(clocks: Clocks, ahead: readonly number[], day: DayNumber, starts: readonly Minute[]) {
    return starts.flatMap((start) => {
      const look = this.#lookAt(clocks.instant(day, start) ?? 0, ahead, day, start);
      return look === null ? [] : { start, look, day };
    });
  }

  /** What tells days apart that hold different hours: the kinds of the schools' days that these minutes lie in. */
  #kindOf({ zone }: Clocks, ahead: readonly number[], day: DayNumber, starts: readonly Minute[]): string {
    let kind = zone;
    ahead.forEach((shift, place) => {
      const first = Math.floor(((starts[0] ?? 0) + shift) / MINUTES_A_DAY);
      const last = Math.floor(((starts.at(-1) ?? 0) + shift) / MINUTES_A_DAY);
      kind += ` ${shift}`;
      for (let more = first; more <= last; more++) {
        const ofSite = this.#site(place).day(day + more);
        const number = ofSite.isClosed ? -1 : (this.#kinds.get(ofSite) ?? this.#kinds.size);
        if (number === this.#kinds.size) this.#kinds.set(ofSite, number);
        kind += `:${number}`;
      }
    });
    return kind;
  }

  #lookAt(startsAt: number, ahead: readonly number[] | null, day: DayNumber, minute: Minute): DateLook | null {
    // Most hours fail at some school, so nothing is made until all were asked.
    const count = this.sites.length;
    let cost = 0;
    for (let place = 0; place < count; place++) {
      let localDay = day;
      let local = minute;
      if (ahead !== null) {
        local += ahead[place] ?? 0;
        const shift = Math.floor(local / MINUTES_A_DAY);
        localDay += shift;
        local -= shift * MINUTES_A_DAY;
      } else {
        const at = localStart(startsAt, this.wish.minutes, this.#year(place).school.timeZone);
        if (at === null) return null;
        localDay = at.day;
        local = at.minute;
      }
      const look = this.#site(place).day(localDay).look(local);
      if (look === null) return null;
      this.#looks[place] = look;
      this.#days[place] = localDay;
      cost += look.cost;
    }
    return { startsAt, looks: this.#looks.slice(0, count), days: this.#days.slice(0, count), cost };
  }

  /** The one school at which a lesson can't be; null where it is none or several. */
  onlyAgainst(startsAt: number): string | null {
    let found: string | null = null;
    for (const [place, at] of this.locals(startsAt).entries()) {
      const site = this.#site(place);
      if (at !== null && site.day(at.day).look(at.minute) !== null) continue;
      if (found !== null) return null;
      found = site.site.schoolId;
    }
    return found;
  }

  /** All that stands against a lesson, most final first. Empty when all can. */
  explain(startsAt: number): Blocker[] {
    const found: Blocker[] = [];
    if (startsAt < this.earliest) found.push(bareBlocker('notice', this.#site(0).site.schoolId));
    this.locals(startsAt).forEach((at, place) => {
      const site = this.#site(place);
      if (at === null) found.push(bareBlocker('clocks', site.site.schoolId));
      else found.push(...site.day(at.day).explain(at.minute));
    });
    return found.toSorted(byFinality);
  }

  #site(place: number): SiteTime {
    const site = this.sites[place];
    if (site === undefined) throw new RangeError(`no site ${place}`);
    return site;
  }

  #year(place: number): SchoolYear {
    const year = this.years[place];
    if (year === undefined) throw new RangeError(`no site ${place}`);
    return year;
  }
}

const except = (options: HoursOptions): ReadonlySet<string> => options.except ?? new Set();

/** A blocker that is nobody's in particular. */
export const bareBlocker = (kind: Blocker['kind'], schoolId: string): Blocker => ({
  kind,
  schoolId,
  classGroupId: null,
  staffId: null,
  roomId: null,
  entryId: null,
  name: null,
});
