import { describe, expect, it } from 'vitest';
import { RtpClock } from './RtpClock.ts';
import { WorkerClock } from './WorkerClock.ts';

/** A track of one packet each 20 ms whose sender's clock runs `speed` times ours, through some minutes. */
function run(options: {
  minutes: number;
  rate?: number;
  begin?: number;
  speed?: number;
  /** How much later than it was captured a packet comes, and a report tells. */
  delay: (n: number) => number;
  reports?: (n: number) => boolean;
  off?: (n: number) => number;
  roundTrip?: number;
}) {
  const {
    minutes,
    rate = 48_000,
    begin = 0,
    speed = 1,
    delay,
    reports = (n) => n % 250 === 249,
    off = () => 0,
    roundTrip,
  } = options;
  const clock = new RtpClock(rate, kindOf(rate));
  if (roundTrip !== undefined) clock.isAway(roundTrip);
  const errors: number[] = [];
  const steps: number[] = [];
  let last: number | undefined;
  for (let n = 0; n < minutes * 3000; n += 1) {
    const captured = 1_000_000 + n * 20;
    const timestamp = (begin + Math.round(n * 0.02 * rate * speed)) >>> 0;
    const time = clock.toTime(timestamp, captured + delay(n));
    errors.push(time - captured);
    // Until the first report it may be quicker.
    if (last !== undefined && n > 250) steps.push(time - last);
    last = time;
    if (reports(n)) clock.report(timestamp, captured + off(n));
  }
  return { errors, steps };
}

const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
const kindOf = (rate: number) => (rate === 48_000 ? 'sound' : 'picture');
const jitter = (n: number) => 30 + ((n * 7919) % 37);

describe('the time of a track', () => {
  it.each([
    ['an hour of sound', { minutes: 60, delay: jitter }],
    [
      'an hour of a picture, its RTP time once around',
      { minutes: 60, rate: 90_000, begin: 2 ** 32 - 90_000 * 60, delay: jitter },
    ],
    ['fourteen hours of a picture, around by itself', { minutes: 840, rate: 90_000, delay: jitter }],
    ['an hour of a clock that is 100 ppm fast', { minutes: 60, speed: 1.0001, delay: jitter }],
    ['an hour of a clock that is 100 ppm slow', { minutes: 60, speed: 0.9999, delay: jitter }],
    ['reports that are off by up to 30 ms', { minutes: 60, delay: jitter, off: (n: number) => ((n * 31) % 61) - 30 }],
    ['a burst of packets that come 900 ms late', { minutes: 20, delay: (n: number) => (n % 5000 > 4900 ? 900 : 30) }],
    [
      'a way that stalls for eight seconds and then brings all at once',
      { minutes: 5, delay: (n: number) => (n > 6_000 && n < 6_400 ? (6_400 - n) * 20 : 30) },
    ],
  ])('stays true through %s', (_, options) => {
    const { errors, steps } = run(options);
    expect(most(errors.slice(3_000).map(Math.abs))).toBeLessThan('off' in options ? 20 : 6);
    expect(-most(steps.map((step) => -step))).toBeGreaterThan(18.9);
    expect(most(steps)).toBeLessThan(21.1);
  });

  it('goes by arrival before the first report, by the soonest packet', () => {
    const { errors } = run({ minutes: 1, delay: jitter, reports: () => false });
    expect(Math.min(...errors.slice(500))).toBeGreaterThan(29);
    expect(Math.max(...errors.slice(500))).toBeLessThan(32);
  });

  it('is true from the first packet on where the soonest of the first ones is waited for', () => {
    const clock = new RtpClock(48_000, 'sound');
    const packets = Array.from({ length: 75 }, (_, n) => ({ timestamp: n * 960, captured: 1_000 + n * 20 }));
    const late = (n: number) => 20 + ((n * 31) % 150);
    for (const [n, { timestamp, captured }] of packets.entries()) clock.observe(timestamp, captured + late(n));
    for (const [n, { timestamp, captured }] of packets.entries())
      expect(clock.toTime(timestamp, captured + late(n)) - captured).toBeCloseTo(20);
  });

  it.each([1, 2])('believes %i reports only where they tell of a time no later than the soonest packet', (count) => {
    const clock = new RtpClock(48_000, 'sound');
    clock.observe(0, 1_030);
    for (let n = 0; n < count; n += 1) clock.report(0, 1_150 + n);
    expect(clock.toTime(0, 1_030)).toBeCloseTo(1_030);
    expect(clock.toTime(48_000 * 5, 6_090)).toBeCloseTo(6_030);
  });

  it.each([
    ['as far as its way can be long', 100, -50],
    ['as far as most are, where nothing is known of its way', undefined, -70],
    ['where they may be true', 440, -210],
  ])('follows reports of a time too long before %s', (_, roundTrip, error) => {
    const clock = new RtpClock(48_000, 'sound');
    if (roundTrip !== undefined) clock.isAway(roundTrip);
    let last = 0;
    for (let n = 0; n < 6_000; n += 1) {
      const captured = 1_000_000 + n * 20;
      last = clock.toTime(n * 960, captured + jitter(n)) - captured;
      if (n % 50 === 49) clock.report(n * 960, captured - 210);
    }
    expect(last).toBeCloseTo(error, -1);
  });

  it('follows no reports of a time after the soonest packet came, however many do not agree', () => {
    const clock = new RtpClock(90_000, 'picture');
    clock.isAway(10);
    const errors: number[] = [];
    for (let n = 0; n < 6_000; n += 1) {
      const captured = 1_000_000 + n * 40;
      errors.push(clock.toTime(n * 3_600, captured + jitter(n)) - captured);
      // From the middle on the sender is busy: what it reports is late, and most packets.
      const late = n < 3_000 ? 0 : ((n * 31) % 500) + 100;
      if (n % 25 === 24) clock.report(n * 3_600, captured + late);
    }
    expect(most(errors.slice(1_000).map(Math.abs))).toBeLessThan(40);
  });

  it('is not taken in by reports that agree, while packets come as soon as ever', () => {
    const clock = new RtpClock(90_000, 'picture');
    clock.isAway(10);
    let last = Infinity;
    for (let n = 0; n < 6_000; n += 1) {
      const captured = 1_000_000 + n * 40;
      last = clock.toTime(n * 3_600, captured + jitter(n)) - captured;
      if (n % 25 === 24) clock.report(n * 3_600, captured + 400);
    }
    expect(Math.abs(last)).toBeLessThan(40);
  });

  it.each([
    // Three to four spans; then in one step, or by 5 % of the time that passes, which a sound bears.
    ['picture', 6_000, 180],
    ['sound', 10_000 + 140 / 0.05, 42.1],
  ] as const)(
    'follows a %s that is stamped earlier from some time on within %i ms, though its reports say the same as ever',
    (kind, within, longest) => {
      const rate = kind === 'sound' ? 48_000 : 90_000;
      const clock = new RtpClock(rate, kind);
      clock.isAway(10);
      const errors: number[] = [];
      const steps: number[] = [];
      let last: number | undefined;
      for (let n = 0; n < 3_000; n += 1) {
        const captured = 1_000_000 + n * 40;
        const early = n < 1_000 ? 0 : 140;
        const timestamp = ((captured - early) * rate) / 1000;
        const time = clock.toTime(timestamp, captured + 5 + ((n * 7919) % 37));
        errors.push(time - captured);
        // The stamps' own leap back is no step of ours.
        if (last !== undefined && n > 1_000) steps.push(time - last);
        last = time;
        if (n % 25 === 24) clock.report(timestamp, captured - early);
      }
      expect(most(errors.slice(500, 1_000).map(Math.abs))).toBeLessThan(10);
      expect(most(errors.slice(1_000 + within / 40).map(Math.abs))).toBeLessThan(40);
      expect(most(steps)).toBeLessThan(longest);
    },
  );

  it('follows a sender that stands still again and again, however short its way is', () => {
    const clock = new RtpClock(48_000, 'sound');
    clock.isAway(60);
    let last = 0;
    for (let n = 0; n < 9_000; n += 1) {
      const captured = 1_000_000 + n * 20 + Math.floor(n / 1_000) * 200;
      last = clock.toTime(n * 960, captured + jitter(n)) - captured;
      if (n % 50 === 49) clock.report(n * 960, captured);
    }
    expect(Math.abs(last)).toBeLessThan(20);
  });

  it('is true from the first packet on where the sender is far away, and that is known', () => {
    const { errors } = run({ minutes: 1, delay: () => 200, roundTrip: 400 });
    expect(most(errors.map(Math.abs))).toBeLessThan(1);
  });

  it('follows the first reports without a step, within seconds', () => {
    const { errors, steps } = run({ minutes: 1, delay: () => 80 });
    expect(errors[3 * 250 - 2]).toBeCloseTo(80);
    expect(Math.abs(errors[3 * 250 + 200] ?? Infinity)).toBeLessThan(1);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(18.9);
  });

  it.each([
    [500, 48_000, 3_000],
    [2_000, 48_000, 3_000],
    [2_000, 48_000, 1_000],
    [10_000, 90_000, 3_000],
  ])(
    "is true again soon after the sender's clock stood still for %i ms, at %i Hz, after packet %i",
    (still, rate, after) => {
      const clock = new RtpClock(rate, kindOf(rate));
      const errors: number[] = [];
      for (let n = 0; n < 6_000; n += 1) {
        const captured = 1_000_000 + n * 20 + (n < after ? 0 : still);
        const timestamp = n * 0.02 * rate;
        errors.push(clock.toTime(timestamp, captured + jitter(n)) - captured);
        if (n % 250 === 249) clock.report(timestamp, captured);
      }
      expect(errors[after + 1]).toBeCloseTo(-still, -1);
      // Soon by its packets, as far as they tell; then by three reports, without a step.
      expect(most(errors.slice(after + 550).map(Math.abs))).toBeLessThan(75);
      expect(most(errors.slice(after + 3 * 250 + 100).map(Math.abs))).toBeLessThan(6);
    },
  );

  it('begins anew where the sender does, and never goes back', () => {
    const clock = new RtpClock(48_000, 'sound');
    expect(clock.toTime(1_000, 5_000)).toBe(5_000);
    expect(clock.toTime(1_960, 5_020)).toBe(5_020);
    expect(clock.toTime(3_000_000_000, 5_040)).toBe(5_040);
    expect(clock.toTime(3_000_000_960, 5_060)).toBeCloseTo(5_060);
    expect(clock.toTime(3_000_000_000, 5_061)).toBeCloseTo(5_060);
  });

  it('keeps pauses as they were', () => {
    const clock = new RtpClock(48_000, 'sound');
    clock.toTime(0, 1_000);
    expect(clock.toTime(48_000 * 600, 601_010)).toBeCloseTo(601_000, 0);
  });
});

describe("a worker's clock", () => {
  const reports = [
    [1_000, 51_030],
    [2_000, 52_002],
    [3_000, 53_049],
  ] as const;
  it.each([
    ["the machine's, where that was not set since", 50_000, 60_000],
    ['told by its quickest report, where it was set forward', 50_900, 60_002],
    ['told by its quickest report, where it was set back', 49_100, 60_002],
  ])('is %s', (_, guess, expected) => {
    const clock = new WorkerClock(guess);
    expect(() => clock.toOurs(1)).toThrow('No report');
    for (const [ntp, arrival] of reports) clock.observe(ntp, arrival);
    expect(clock.toOurs(10_000)).toBe(expected);
  });

  it.each([-200, -60, 0, 60, 200])('that was set by %s ms since is right within 20 ms after a minute', (set) => {
    const clock = new WorkerClock(50_000 - set);
    for (let n = 0; n < 64; n += 1) clock.observe(n * 1_000, 50_000 + n * 1_000 + 2 + ((n * 37) % 100));
    expect(Math.abs(clock.toOurs(64_000) - 114_000)).toBeLessThan(20);
  });
});
