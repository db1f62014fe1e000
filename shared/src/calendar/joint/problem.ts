/**
 * Many twinnings that compete for classes, teachers and rooms.
 *
 * Of each wish at most one option is chosen, so that no two chosen options of different wishes claim one resource at
 * overlapping times, and the sum of the chosen options' values is as large as can be. That is the whole objective: what
 * makes an option good or bad (lessons, costs, preferences) is in its value already. An option whose value is not above
 * zero is never chosen; to choose nothing for a wish is worth 0.
 *
 * Values are taken in whole millionths, so that sums are exact and the same everywhere; finer differences don't count.
 */
export interface JointProblem {
  readonly wishes: readonly JointWish[];
}

export interface JointWish {
  /** Different for each wish. */
  readonly wishId: string;
  readonly options: readonly JointOption[];
}

export interface JointOption {
  /** Different for each option of the wish. */
  readonly optionId: string;
  /** At most a thousand million. */
  readonly value: number;
  readonly claims: readonly Claim[];
}

/** What an option takes from everybody else. */
export interface Claim {
  /** Any text that tells resources apart; ids of classes, staff and rooms of all schools must not collide. */
  readonly resource: string;
  readonly hours: Hours;
}

/**
 * Dated hours as instants in milliseconds: start, end, start, end, … in order of time, without overlap; an end is not
 * part of the hour.
 */
export type Hours = readonly number[];

/** A choice that no rule forbids, and how good it is. */
export interface JointPlan {
  /** The option of each wish, in the problem's order; null: none. */
  readonly chosen: readonly (string | null)[];
  /** Of the chosen options together. */
  readonly value: number;
  /** No choice can be worth more. Equal to the value: it is the best. */
  readonly bound: number;
  /** Work done so far, counted, never measured: the same on every machine. */
  readonly steps: number;
}
