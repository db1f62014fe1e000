import { Choice, NONE } from './Choice.ts';
import type { Packing } from './pack.ts';

/** More than so many wishes are never pushed out for one. */
const MOST_LOSERS = 3;

/** A first choice: the wishes with the fewest options first, each the best of what is left. */
export function open(packing: Packing): Choice {
  const choice = new Choice(packing);
  fill(choice);
  return choice;
}

/** A choice made before, as far as it is still possible, and the best of what is left for everybody else. */
export function resume(packing: Packing, chosen: readonly (string | null)[]): Choice {
  const { problem, optionCount, wishOf, placeOf } = packing;
  const choice = new Choice(packing);
  for (let option = 0; option < optionCount; option++) {
    const wish = wishOf[option]!;
    const { optionId } = problem.wishes[wish]!.options[placeOf[option]!]!;
    if (chosen[wish] === optionId && choice.isFree(option)) choice.put(option);
  }
  fill(choice);
  return choice;
}

function fill(choice: Choice): void {
  const { wishCount, first } = choice.packing;
  const countOf = (wish: number) => first[wish + 1]! - first[wish]!;
  const order = Array.from({ length: wishCount }, (_, wish) => wish);
  order.sort((a, b) => countOf(a) - countOf(b) || a - b);
  for (const wish of order) {
    if (choice.of[wish] !== NONE) continue;
    const option = choice.bestFree(wish);
    if (option !== NONE) choice.put(option);
  }
}

/**
 * Gives each wish in turn a better option where those whom that pushes out find a place that costs them less.
 *
 * @returns whether anything got better
 */
export function pushOut(choice: Choice): boolean {
  const { wishCount, first, value } = choice.packing;
  const before = choice.value;
  for (let wish = 0; wish < wishCount; wish++) {
    const worth = choice.valueOf(wish);
    for (let option = first[wish]!; option < first[wish + 1]! && value[option]! > worth; option++) {
      if (tryPut(choice, wish, option)) break;
    }
  }
  return choice.value > before;
}

function tryPut(choice: Choice, wish: number, option: number): boolean {
  const losers = choice.findLosers(option);
  if (losers.length > MOST_LOSERS) return false;
  const before = choice.value;
  const had = [wish, ...losers].map((one) => ({ one, option: choice.of[one]! }));
  for (const { one } of had) choice.drop(one);
  choice.put(option);
  for (const { one } of had) {
    const next = one === wish ? NONE : choice.bestFree(one);
    if (next !== NONE) choice.put(next);
  }
  if (choice.value > before) return true;
  for (const { one } of had) choice.drop(one);
  for (const back of had) if (back.option !== NONE) choice.put(back.option);
  return false;
}
