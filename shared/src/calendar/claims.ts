import type { Preference } from './describe.ts';
import { roomOrder, teacherOrder, whoLeads } from './score.ts';
import type { DateLook, WishTime } from './WishTime.ts';

const MS_A_MINUTE = 60_000;

/** A class, a member of staff or a room. */
export interface Claimed {
  readonly schoolId: string;
  readonly kind: 'class' | 'staff' | 'room';
  readonly id: string;
}

/** What an option takes from everybody else: hours as start, end, start, end, … in order of time. */
export interface OptionClaim extends Claimed {
  readonly resource: string;
  readonly hours: readonly number[];
}

/**
 * What the ways to have one pattern take: the classes' hours, and the teachers' and rooms' with what they need before and
 * after. Most ways differ at one school, so what the others take is worked out once; equal hours are the same list.
 */
export class PatternClaims {
  readonly #time: WishTime;
  readonly #held: readonly DateLook[];
  readonly #plain: readonly number[];
  readonly #buffered: readonly number[];
  readonly #usual: (readonly OptionClaim[])[] = [];

  constructor(time: WishTime, looks: readonly (DateLook | null)[]) {
    const { minutes, bufferBefore, bufferAfter } = time.wish;
    this.#time = time;
    this.#held = looks.filter((look) => look !== null);
    const hours = (before: number, after: number) =>
      this.#held.flatMap(({ startsAt }) => [startsAt - before * MS_A_MINUTE, startsAt + after * MS_A_MINUTE]);
    this.#plain = hours(0, minutes);
    this.#buffered = hours(bufferBefore, minutes + bufferAfter);
  }

  of(prefer: readonly Preference[]): OptionClaim[] {
    return this.#time.sites.flatMap((_, place) => {
      const preference = prefer[place] ?? {};
      if (preference.teacher !== undefined || preference.room !== undefined) return this.#at(place, preference);
      return (this.#usual[place] ??= this.#at(place, {}));
    });
  }

  #at(place: number, { teacher, room }: Preference): OptionClaim[] {
    const site = this.#time.sites[place];
    if (site === undefined) return [];
    const { schoolId, classGroupIds } = site.site;
    const own = this.#held.flatMap(({ looks }) => looks[place] ?? []);
    const order = teacherOrder(site, own, teacher);
    const rooms = roomOrder(site.rooms?.length ?? 0, own, room);
    /** On which dates who leads and which room is taken, as places in the held dates. */
    const staff = new Map<number, number[]>();
    const taken = new Map<number, number[]>();
    const note = (dates: Map<number, number[]>, who: number, date: number) => {
      const known = dates.get(who);
      if (known) known.push(date);
      else dates.set(who, [date]);
    };
    own.forEach((look, date) => {
      for (const at of whoLeads(site, order, look)) note(staff, look.teachers[at] ?? -1, date);
      const first = rooms.find((one) => look.rooms.includes(one));
      if (first !== undefined) note(taken, first, date);
    });
    const claim = (kind: Claimed['kind'], id: string, hours: readonly number[]): OptionClaim => ({
      resource: `${schoolId} ${kind} ${id}`,
      schoolId,
      kind,
      id,
      hours,
    });
    return [
      ...[...new Set(classGroupIds)].map((id) => claim('class', id, this.#plain)),
      ...[...staff].map(([who, dates]) => claim('staff', site.teachers[who]?.staffId ?? '', this.#hoursOf(dates))),
      ...[...taken].map(([which, dates]) => claim('room', site.rooms?.[which]?.roomId ?? '', this.#hoursOf(dates))),
    ];
  }

  #hoursOf(dates: readonly number[]): readonly number[] {
    if (dates.length === this.#held.length) return this.#buffered;
    return dates.flatMap((date) => this.#buffered.slice(2 * date, 2 * date + 2));
  }
}
