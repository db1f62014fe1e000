import type { MatchPart } from '../api/twinnings.ts';
import { mondayOf, toMinute, weekdayOf, type DayNumber } from '../calendar/days.ts';
import { toInstant, toWall } from '../calendar/zones.ts';
import type { ClassOffer, MatchKind, OfferHours } from './offers.ts';
import { CefrLevel } from './roles.ts';

/**
 * How much each part counts. Who can't meet at all can't work together, so hours and weeks weigh most; then what pupils
 * bring; the rest makes it easier. They add up to 1.
 */
export const matchWeights: Readonly<Record<MatchKind, number>> = {
  hours: 0.24,
  weeks: 0.16,
  age: 0.2,
  level: 0.16,
  topics: 0.1,
  size: 0.04,
  languages: 0.04,
  agreement: 0.06,
};

/** Minutes a week at which both can that are enough: one lesson, and one hour to choose. */
const enoughMinutes = 120;

export interface OfferAt {
  readonly offer: ClassOffer;
  readonly timeZone: string;
}

/** What is known beyond the two offers. */
export interface MatchFacts {
  /** An instant of the week whose clocks count. */
  readonly now: number;
  /** Weeks ahead in which both schools have lessons; null: one of the calendars is not known. */
  readonly commonWeeks: number | null;
  readonly weeks: number;
  readonly agreement: boolean;
}

/** Why two classes fit, or don't: every part with what it rests on, and their weighted sum. */
export function matchOffers(mine: OfferAt, theirs: OfferAt, facts: MatchFacts): { score: number; parts: MatchPart[] } {
  const parts = [
    hours(mine, theirs, facts.now),
    weeks(facts),
    age(mine.offer, theirs.offer),
    level(mine.offer, theirs.offer),
    topics(mine.offer, theirs.offer),
    size(mine.offer, theirs.offer),
    languages(mine.offer, theirs.offer),
    agreement(facts),
  ];
  return { score: parts.reduce((sum, { score, weight }) => sum + score * weight, 0), parts };
}

function age(a: ClassOffer, b: ClassOffer): MatchPart {
  const from = Math.max(a.ageFrom, b.ageFrom);
  const to = Math.min(a.ageTo, b.ageTo);
  const all = Math.max(a.ageTo, b.ageTo) - Math.min(a.ageFrom, b.ageFrom) + 1;
  const common = from <= to ? { from, to } : null;
  // A year apart is less than nothing in common: nine and ten learn together.
  const score = common ? (to - from + 1) / all : Math.max(0, 0.3 - 0.15 * (from - to));
  return { kind: 'age', score, weight: matchWeights.age, common };
}

function level(a: ClassOffer, b: ClassOffer): MatchPart {
  const order = CefrLevel.options;
  const steps = a.level && b.level ? Math.abs(order.indexOf(a.level) - order.indexOf(b.level)) : null;
  const score = steps === null ? 0.5 : Math.max(0, 1 - steps / 2);
  return { kind: 'level', score, weight: matchWeights.level, steps };
}

function topics(a: ClassOffer, b: ClassOffer): MatchPart {
  const common = inCommon(a.topics, b.topics);
  const all = Math.min(new Set(a.topics.map(plain)).size, new Set(b.topics.map(plain)).size);
  return { kind: 'topics', score: all === 0 ? 0 : common.length / all, weight: matchWeights.topics, common };
}

function languages(a: ClassOffer, b: ClassOffer): MatchPart {
  const common = inCommon(a.languages, b.languages);
  return { kind: 'languages', score: common.length > 0 ? 1 : 0, weight: matchWeights.languages, common };
}

function size(a: ClassOffer, b: ClassOffer): MatchPart {
  const score = Math.min(a.pupils, b.pupils) / Math.max(a.pupils, b.pupils);
  return { kind: 'size', score, weight: matchWeights.size, mine: a.pupils, theirs: b.pupils };
}

function weeks({ commonWeeks, weeks: of }: MatchFacts): MatchPart {
  const score = commonWeeks === null ? 0.5 : of === 0 ? 0 : commonWeeks / of;
  return { kind: 'weeks', score, weight: matchWeights.weeks, common: commonWeeks, of };
}

function agreement({ agreement: inForce }: MatchFacts): MatchPart {
  return { kind: 'agreement', score: inForce ? 1 : 0, weight: matchWeights.agreement, inForce };
}

function hours(a: OfferAt, b: OfferAt, now: number): MatchPart {
  const minutes = commonMinutes(spansOf(a, now), spansOf(b, now));
  const there = (timeZone: string) => {
    const { day, minute } = toWall(now, timeZone);
    return day * 1440 + minute;
  };
  const clocks = Math.abs(there(a.timeZone) - there(b.timeZone));
  // Who named no hours has not said that none suits.
  const open = a.offer.hours.length === 0 || b.offer.hours.length === 0;
  const score = open ? 0.5 : Math.min(1, minutes / enoughMinutes);
  return { kind: 'hours', score, weight: matchWeights.hours, minutes, clocks };
}

/** The hours of the week of `now`, as spans of instants without overlap, in order. */
function spansOf({ offer, timeZone }: OfferAt, now: number): [from: number, to: number][] {
  const monday = mondayOf(toWall(now, timeZone).day);
  const spans = offer.hours.flatMap((one) => spanOf(one, monday, timeZone)).sort(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [from, to] of spans) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function spanOf({ weekday, start, end }: OfferHours, monday: DayNumber, timeZone: string): [number, number][] {
  const day = monday + weekday - weekdayOf(monday);
  const from = toInstant(day, toMinute(start), timeZone);
  const to = toInstant(day, toMinute(end), timeZone);
  return from === undefined || to === undefined || to <= from ? [] : [[from, to]];
}

function commonMinutes(a: readonly [number, number][], b: readonly [number, number][]): number {
  const each = a.flatMap(([from, to]) => b.map(([f, t]) => Math.max(0, Math.min(to, t) - Math.max(from, f))));
  return Math.round(each.reduce((sum, one) => sum + one, 0) / 60_000);
}

const plain = (word: string) => word.trim().toLowerCase();

/** Words of the first that the second has too, as the first writes them, each once. */
function inCommon(a: readonly string[], b: readonly string[]): string[] {
  const theirs = new Set(b.map(plain));
  const found = new Map(a.filter((word) => theirs.has(plain(word))).map((word) => [plain(word), word]));
  return [...found.values()];
}
