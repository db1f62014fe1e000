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

/** A shorter dip is left to the layers that the worker chooses. */
const TIGHT_FOR = 2_500;
const FIRST_PATIENCE = 10_000;
const MOST_PATIENCE = 120_000;
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
 * a time. An estimate can't show room that nothing fills, so going back is a try, and each vain one doubles the wait:
 * pictures must not come and go.
 * @param fits whether a step's streams fit through the link as it is now
 */
export function nextNarrowing(before: Narrowing, fits: (step: Step) => boolean, now: number): Narrowing {
  // What remains at the last step is sound, which stays whether it fits or not.
  const fitsNow = before.step === 4 || fits(before.step);
  if (!fitsNow) {
    const tightSince = before.tightSince ?? now;
    if (now - tightSince < TIGHT_FOR) return { ...before, tightSince };
    return {
      step: firstFit(before.step, fits),
      tightSince: undefined,
      changedAt: now,
      climbed: false,
      patience: nextPatience(before, now),
    };
  }
  const rested = before.step > 0 && now - before.changedAt >= before.patience;
  if (!rested) return before.tightSince === undefined ? before : { ...before, tightSince: undefined };
  return { ...before, step: (before.step - 1) as Step, tightSince: undefined, changedAt: now, climbed: true }; // a step above 0
}

function nextPatience({ changedAt, climbed, patience }: Narrowing, now: number): number {
  const recent = now - changedAt < PROVEN_AFTER + TIGHT_FOR;
  if (!recent) return FIRST_PATIENCE;
  return climbed ? Math.min(patience * 2, MOST_PATIENCE) : patience;
}

/** Without the own camera as much comes down the link as before, but it has to be tried before a screen is given up. */
function firstFit(above: Step, fits: (step: Step) => boolean): Step {
  const steps: Step[] = [1, 2];
  return steps.find((step) => step > above && fits(step)) ?? (above < 3 ? 3 : 4);
}
