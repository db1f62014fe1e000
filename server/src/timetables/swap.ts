import type { WishOptions } from '@pluriclasse/shared/calendar/findOptions';
import { otherHours } from '@pluriclasse/shared/calendar/joint/otherHours';
import type { JointPlan } from '@pluriclasse/shared/calendar/joint/problem';
import { replan } from '@pluriclasse/shared/calendar/joint/replan';
import type { ScheduleRequest } from '@pluriclasse/shared/calendar/wish';
import type { SearchRun } from './SearchRun.ts';

/** A plan that was found before, of which one wish is to have another hour. */
export interface Swap {
  readonly wishId: string;
  /** What the plan gave each wish; those without have none. */
  readonly chosen: Readonly<Record<string, string>>;
  /** What no plan could exceed. */
  readonly bound: number;
  /** Options that were refused, now and before, by wish. */
  readonly refused: Readonly<Record<string, readonly string[]>>;
}
/** What the thread of a search is handed. */
export interface SearchTask extends ScheduleRequest {
  readonly swap?: Swap;
}

/** The swap that gives a wish another hour than a plan; undefined where the plan gives it none. */
export function swapOf(
  { run, refused }: { readonly run: SearchRun; readonly refused: Swap['refused'] },
  wishId: string,
): Swap | undefined {
  const { answers, bound } = run.standing;
  const had = answers.get(wishId)?.answer.chosen ?? null;
  if (had === null) return undefined;
  const chosen = [...answers].flatMap(([id, { answer }]) => (answer.chosen === null ? [] : [[id, answer.chosen]]));
  return {
    wishId,
    chosen: Object.fromEntries(chosen) as Swap['chosen'], // pairs of two texts
    bound,
    refused: { ...refused, [wishId]: [...(refused[wishId] ?? []), had] },
  };
}

/** What of a wish's ways may be chosen. */
export type Offer = Pick<WishOptions, 'wishId' | 'options' | 'hourOf'>;

/** The plan with another hour for one wish; nobody is moved who need not be. */
export function swapped(
  ways: readonly WishOptions[],
  offers: readonly Offer[],
  { wishId, chosen, bound }: Swap,
): JointPlan {
  // Before the change it could still have what is refused now.
  const before = offers.map((offer, place) => (offer.wishId === wishId ? (ways[place] ?? offer) : offer));
  const plan = { chosen: before.map((one) => chosen[one.wishId] ?? null), value: 0, bound, steps: 0 };
  const changes = offers.filter((one) => one.wishId === wishId);
  return replan({ wishes: before }, plan, changes).plan;
}

/** What was refused is no more in anybody's way, nor is it missed. */
export const offersOf = (ways: readonly WishOptions[], swap: Swap | undefined): Offer[] =>
  ways.map((way) => {
    const refused = swap?.refused[way.wishId];
    if (refused === undefined) return way;
    return { wishId: way.wishId, options: otherHours(way.options, refused), hourOf: (id) => way.hourOf(id) };
  });
