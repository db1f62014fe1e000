import type { MissedPattern, SchedulePattern, WishAnswer } from './answer.ts';
import { apartPatterns } from './apart.ts';
import { PatternClaims, type OptionClaim } from './claims.ts';
import { describePattern, slotsOf, type Preference } from './describe.ts';
import { mostDifferent } from './findHours.ts';
import { nearlyHours } from './nearly.ts';
import { relax } from './relax.ts';
import type { SchoolYear } from './SchoolYear.ts';
import { wishesCost } from './score.ts';
import { searchPatterns, type Found, type Search } from './search.ts';
import type { Wish } from './wish.ts';
import { WishTime, type HoursOptions } from './WishTime.ts';
import { looksAt, oneWayOf, turnOf, USUAL_WAY, waysOf, type Way } from './ways.ts';
import { withoutHours } from './without.ts';

/** Hours that are offered to a common plan with all ways to have them; hours that are offered at all; shifts of the best. */
const HOURS = 10;
const APART = 80;
const SHIFTS = 14;

/** One way to have a wish: a pattern, and who leads it. */
export interface WishOption {
  /** The pattern's id, and whom or what it prefers if that is not the first choice. */
  readonly optionId: string;
  readonly value: number;
  readonly lessons: number;
  readonly claims: readonly OptionClaim[];
}

/** All good ways to have one wish, for whoever chooses among those of many wishes. */
export class WishOptions {
  readonly wishId: string;
  /** Best first: different hours, the better ones with others to lead them or other rooms, and shifts of the best. */
  readonly options: readonly WishOption[];
  readonly tried: number;
  readonly #time: WishTime;
  readonly #search: Search;
  readonly #ways = new Map<string, { found: Found; prefer: readonly Preference[]; value: number }>();

  constructor(years: readonly SchoolYear[], wish: Wish, options: HoursOptions) {
    this.wishId = wish.wishId;
    this.#time = new WishTime(years, wish, options);
    this.#search = searchPatterns(this.#time);
    this.tried = this.#search.tried;
    const { found } = this.#search;
    const different = mostDifferent(found, wish.minutes, HOURS);
    const turn = turnOf(wish.wishId);
    const made = different.flatMap((one) => this.#optionsOf(one, waysOf(this.#time, one, turn)));
    const known = new Set(different.map(({ patternId }) => patternId));
    const others = (patterns: readonly Found[]) => patterns.filter(({ patternId }) => !known.has(patternId));
    for (const one of others(apartPatterns(this.#time, this.#search, APART))) {
      known.add(one.patternId);
      made.push(...this.#optionsOf(one, [oneWayOf(this.#time, one, turn)]));
    }
    for (const one of others(found).slice(0, SHIFTS)) made.push(...this.#optionsOf(one, [USUAL_WAY]));
    this.options = made
      .filter(({ value }) => value > 0)
      .toSorted((a, b) => b.value - a.value || (a.optionId < b.optionId ? -1 : 1));
  }

  /** Writes an option out as `findHours` would, with what people could change; its id becomes the pattern's. */
  describe(optionId: string): SchedulePattern {
    const { found, prefer, value } = this.#way(optionId);
    return { ...this.#write(found, prefer), patternId: optionId, value };
  }

  /** When an option is and how many of its dates hold, in few words. */
  hourOf(optionId: string): Pick<MissedPattern, 'timeZone' | 'slots' | 'lessons' | 'dates'> {
    const { found } = this.#way(optionId);
    const { timeZone } = found.spec;
    const slots = slotsOf(found.spec, this.#time.wish.minutes);
    return { timeZone, slots, lessons: found.lessons, dates: found.looks.length };
  }

  /**
   * The wish's answer: different hours, the chosen option among them.
   *
   * @param chosen an option's id; null when the common plan has none for it
   * @param shown patterns that are written out at most
   */
  answer(chosen: string | null, shown: number): WishAnswer {
    const { found, tried } = this.#search;
    const way = chosen === null ? undefined : this.#ways.get(chosen);
    const others = mostDifferent(found, this.#time.wish.minutes, shown).filter((one) => one !== way?.found);
    const patterns = others.slice(0, way ? shown - 1 : shown).map((one) => this.#write(one, []));
    if (chosen !== null && way) patterns.unshift(this.describe(chosen));
    return {
      wishId: this.wishId,
      patterns,
      chosen,
      without: withoutHours(this.#time, this.#search),
      nearly: nearlyHours(this.#time, this.#search),
      tried,
    };
  }

  #way(optionId: string) {
    const way = this.#ways.get(optionId);
    if (way === undefined) throw new RangeError(`no option ${optionId}`);
    return way;
  }

  #write(found: Found, prefer: readonly Preference[]): SchedulePattern {
    return relax(this.#time, this.#search, found, describePattern(this.#time, found, prefer));
  }

  #optionsOf(found: Found, ways: readonly Way[]): WishOption[] {
    const claims = new PatternClaims(this.#time, found.looks);
    return ways.map((way) => this.#option(found, way, claims));
  }

  #option(found: Found, { prefer, name }: Way, claims: PatternClaims): WishOption {
    const more = this.#time.sites.reduce((sum, site, place) => {
      const { teacher } = prefer[place] ?? {};
      if (teacher === undefined) return sum;
      const looks = looksAt(found, place);
      return sum + wishesCost(site, looks, teacher) - wishesCost(site, looks);
    }, 0);
    const optionId = `${found.patternId}${name}`;
    const value = found.value - more;
    this.#ways.set(optionId, { found, prefer, value });
    return { optionId, value, lessons: found.lessons, claims: claims.of(prefer) };
  }
}
