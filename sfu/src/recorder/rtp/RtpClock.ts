/** The middle of so many reports is taken: single ones are off by what a packet was late. */
const REPORTS = 9;
/** Fewer are no judgement of anything: the packet that came soonest is, and how far away the sender is. */
const FEW = 3;
/**
 * How fast the mapping follows, as a share of the time that passes: the reports, faster where it is far off (ms); and before
 * them the soonest packet, of which it is sure that nothing was captured later than it came.
 */
const SLEW = { near: 0.01, far: 0.05, first: 0.25 };
const FAR = 15;
/** So many reports that agree, ms, on a time that is so much later: the sender's clock stood still, and only they count. */
const STOOD = { reports: 3, agree: 50, least: 60 };
/**
 * What would have been captured after it came, or so long before, ms, is of a sender that set its clock anew. A way that
 * stalls and then brings all at once is late by some seconds at most.
 */
const LEAP = { ahead: 4_000, late: 30_000 };

/**
 * How much longer before the soonest packet a report may tell of than its way is, ms: what encoding takes. Browsers that
 * were busy for a while stamp each picture up to 200 ms before it was drawn, for the rest of the lesson, and their reports
 * say the same. And how long a way may be where nobody knows yet: across a country.
 */
const ENCODING = 30;
const SOME_WAY = 70;
/** The soonest packet of so many spans tells when its time was at the latest: longer ago it was another. */
const SPANS = 4;
/**
 * How long each span is, ms; and what is so much later, ms, that it is no matter of pace: the time steps, and nothing runs
 * slower for it. Sound has a pace that is heard, a picture that stands still for a moment is not seen; and it is pictures
 * that senders stamp anew. Shorter ones would take a way that is jammed for a moment for that.
 */
const KINDS = {
  sound: { span: 2_500, step: 300 },
  picture: { span: 1_500, step: 40 },
} as const;

/**
 * The time of one track: from the sender's RTP time, of 32 bits and any zero, to milliseconds of our clock. What the
 * sender reports decides, as far as it can be true; before the first reports the packet that came soonest does. The mapping
 * slews, so that times stay in order and sound keeps its pace.
 */
export class RtpClock {
  readonly #rate: number;
  readonly #span: number;
  readonly #step: number;
  /** RTP time of the last packet, counted on beyond 32 bits. */
  #extended: number | undefined;
  /** Our milliseconds at RTP time 0. */
  #offset = 0;
  #target = 0;
  readonly #reported: number[] = [];
  /** By span, the newest last: as the packet has it that came soonest in it. */
  #spans: { readonly since: number; soonest: number }[] = [];
  /** In all of them. */
  #soonest = Infinity;
  /** How long the quickest packets are on their way, ms, as far as anyone knows. */
  #way: number | undefined;
  #last = -Infinity;

  /** @param rate units of RTP time a second @param kind how soon it follows what senders stamp anew, and in what steps */
  constructor(rate: number, kind: keyof typeof KINDS) {
    this.#rate = rate;
    this.#span = KINDS[kind].span;
    this.#step = KINDS[kind].step;
  }

  /** A sender's report: at `at` of our milliseconds its RTP time was `timestamp`. */
  report(timestamp: number, at: number): void {
    if (this.#extended === undefined) return;
    this.#reported.push(at - this.#toMilliseconds(this.#extend(timestamp)));
    if (this.#reported.length > REPORTS) this.#reported.shift();
    const latest = this.#reported.slice(-STOOD.reports);
    const agree = latest.length === STOOD.reports && Math.max(...latest) - Math.min(...latest) < STOOD.agree;
    if (agree && middle(latest) - this.#target > STOOD.least)
      this.#reported.splice(0, this.#reported.length - STOOD.reports);
    this.#target = middle(this.#reported);
  }

  /**
   * Tells how far away the sender is. One that is busy answers late, and whoever takes half of that for its distance
   * reports a time long before.
   * @param roundTrip the shortest of late, ms
   */
  isAway(roundTrip: number): void {
    this.#way = roundTrip / 2;
  }

  /**
   * A packet that waits for its time: of the first ones that which came soonest tells the time of all, by `toTime` with
   * the same arrival, or one that is later.
   */
  observe(timestamp: number, arrival: number): void {
    const extended = this.#extend(timestamp);
    const offset = arrival - this.#toMilliseconds(extended);
    if (this.#extended === undefined || Math.abs(offset - this.#offset) > LEAP.ahead) this.#anew(offset);
    this.#extended = extended;
    this.#came(offset, arrival);
    this.#offset = this.#aim();
  }

  /**
   * The time of a packet's content. Packets come in order; times never go back.
   * @param arrival when it came, of our milliseconds
   */
  toTime(timestamp: number, arrival: number): number {
    const before = this.#extended;
    const extended = before === undefined ? timestamp : this.#extend(timestamp);
    this.#extended = extended;
    const media = this.#toMilliseconds(extended);
    const ahead = media + this.#offset - arrival;
    if (before === undefined || ahead > LEAP.ahead || ahead < -LEAP.late) {
      this.#anew(arrival - media);
      this.#came(arrival - media, arrival);
      this.#offset = this.#aim();
    } else {
      this.#came(arrival - media, arrival);
      this.#slew(Math.max(0, media - this.#toMilliseconds(before)));
    }
    this.#last = Math.max(this.#last, media + this.#offset);
    return this.#last;
  }

  #anew(offset: number): void {
    this.#offset = this.#target = offset;
    this.#spans = [];
    this.#soonest = Infinity;
    this.#reported.length = 0;
  }

  #came(offset: number, arrival: number): void {
    const span = this.#spans.at(-1);
    if (span !== undefined && arrival - span.since < this.#span) {
      span.soonest = Math.min(span.soonest, offset);
      this.#soonest = Math.min(this.#soonest, offset);
    } else {
      this.#spans.push({ since: arrival, soonest: offset });
      if (this.#spans.length > SPANS) this.#spans.shift();
      this.#soonest = soonestOf(this.#spans);
    }
  }

  /** Where the mapping goes: between what can't be later and what can't be earlier, as far as the packets tell. */
  #aim(): number {
    const latest = this.#soonest - (this.#way ?? 0);
    if (this.#reported.length < FEW) return latest;
    return Math.min(latest, Math.max(this.#target, this.#soonest - (this.#way ?? SOME_WAY) - ENCODING));
  }

  #slew(passed: number): void {
    const aim = this.#aim();
    const off = aim - this.#offset;
    if (off > this.#step) return void (this.#offset = aim);
    const pace = this.#reported.length < FEW ? 'first' : Math.abs(off) > FAR ? 'far' : 'near';
    const most = passed * SLEW[pace];
    this.#offset += Math.max(-most, Math.min(most, off));
  }

  #extend(timestamp: number): number {
    const last = this.#extended ?? timestamp;
    return last + ((timestamp - last) | 0);
  }

  #toMilliseconds(extended: number): number {
    return (extended / this.#rate) * 1000;
  }
}

const soonestOf = (spans: readonly { readonly soonest: number }[]): number =>
  Math.min(...spans.map(({ soonest }) => soonest));

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
