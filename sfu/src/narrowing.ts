/**
 * How far a narrow link has made a seat give up pictures: 0 nothing, 1 others' cameras beside the stage, 2 all others'
 * cameras, 3 the own camera too, 4 every picture. Sound stays.
 */
export type Step = 0 | 1 | 2 | 3 | 4;

export interface Narrowing {
  readonly step: Step;
  /** Since when the link has been too narrow for this step. */
  readonly tightSince: number | undefined;
  readonly changedAt: number;
  /** Whether the last change was a step back up, still to be proven. */
  readonly climbed: boolean;
  /** How long to stay before the next step back is tried. */
  readonly patience: number;
}

/** What may be given up for want of room on the way down, and on the way up, where others' pictures are not in the way. */
export const ladders = { down: [0, 1, 2, 3, 4], up: [0, 3, 4] } as const satisfies Record<string, readonly Step[]>;

/** A link as it is now. */
export interface LinkNow {
  /** Whether a step's pictures fit through it beside sound; without pictures, always. */
  readonly fits: (step: Step) => boolean;
  /** Whether so much is lost, look after look, that sound suffers and can't wait: also where there is no picture left that could be the cause. */
  readonly losing: boolean;
  /** Whether a probe has shown room for a step's pictures; never for a step without any. */
  readonly shows?: (step: Step) => boolean;
}

/**
 * A link that only seems too narrow takes no sound away: the worker sends no picture that its estimate has no room for.
 * A busy machine at the other end makes such estimates for seconds, and the worker needs seconds to find new room.
 */
const TIGHT_FOR = 7_000;
/** The estimate has yet to follow a try: losses of before hold it down for some probes. */
const TIGHT_AFTER_TRY = 12_000;
/** Sound's receivers report every five seconds: until then what is lost may be what a change has mended. */
const REPORTED = 6_000;
const FIRST_PATIENCE = 10_000;
const MOST_PATIENCE = 120_000;
/** After a step back that nothing speaks against. */
const NEXT_CLIMB = 5_000;
/** A step back that fails sooner was a vain try. */
const PROVEN_AFTER = 20_000;

export const noNarrowing: Narrowing = {
  step: 0,
  tightSince: undefined,
  changedAt: -Infinity,
  climbed: false,
  patience: FIRST_PATIENCE,
};

/**
 * The next state of a link: down to the first step that fits once it has been tight for a while; back up one step at
 * a time. A probe is short, so going back is a try, and each vain one doubles the wait: pictures must not come and go.
 */
export function nextNarrowing(
  before: Narrowing,
  { fits, losing, shows }: LinkNow,
  now: number,
  ladder: readonly Step[] = ladders.down,
): Narrowing {
  // What remains at the last step is sound, which stays whether it fits or not.
  const suffers = losing && before.step >= 2;
  const fitsNow = before.step === 4 || (fits(before.step) && !suffers);
  if (!fitsNow) {
    const tightSince = before.tightSince ?? now;
    const enough = before.climbed && now - before.changedAt < PROVEN_AFTER ? TIGHT_AFTER_TRY : TIGHT_FOR;
    const urgent = losing && now - before.changedAt >= REPORTED;
    if (!urgent && now - tightSince < enough) return { ...before, tightSince };
    return {
      step: firstFit(before.step, fits, ladder),
      tightSince: undefined,
      changedAt: now,
      climbed: false,
      patience: nextPatience(before, now),
    };
  }
  const step = ladder.findLast((each) => each < before.step) ?? 0;
  const patience = shows?.(step) ? before.patience / 2 : before.patience;
  const wait = before.climbed ? Math.min(NEXT_CLIMB, patience) : patience;
  const rested = before.step > 0 && now - before.changedAt >= wait;
  if (!rested) return before.tightSince === undefined ? before : { ...before, tightSince: undefined };
  return { ...before, step, tightSince: undefined, changedAt: now, climbed: true };
}

/** A person wants all of it tried now. That it fails again says nothing of how long to wait next. */
export function tryAgain(before: Narrowing, now: number): Narrowing {
  if (before.step === 0) return before;
  const patience = Math.max(FIRST_PATIENCE / 2, before.patience / 2); // doubled when it fails
  return { ...before, step: 0, tightSince: undefined, changedAt: now, climbed: true, patience };
}

function nextPatience({ changedAt, climbed, patience }: Narrowing, now: number): number {
  const recent = now - changedAt < PROVEN_AFTER + TIGHT_FOR;
  if (!recent) return FIRST_PATIENCE;
  return climbed ? Math.min(patience * 2, MOST_PATIENCE) : patience;
}

/** Without the own camera as much comes down the link as before, but it has to be tried before a screen is given up. */
function firstFit(above: Step, fits: (step: Step) => boolean, ladder: readonly Step[]): Step {
  return ladder.find((step) => step > above && (step >= 3 || fits(step))) ?? 4;
}
