import { describe, expect, it } from 'vitest';
import { nextNarrowing, noNarrowing, type Narrowing, type Step } from './narrowing.ts';

/** Runs a link for a while, one look every two seconds, and gives the step at each look. */
function run(seconds: number, fitsAt: (second: number) => (step: Step) => boolean, from: Narrowing = noNarrowing) {
  let state = from;
  const steps: Step[] = [];
  for (let second = 0; second <= seconds; second += 2) {
    state = nextNarrowing(state, fitsAt(second), second * 1000);
    steps.push(state.step);
  }
  return { state, steps };
}
const wide = () => true;
const only = (least: Step) => (step: Step) => step >= least;

describe('nextNarrowing', () => {
  it('stays at nothing while the link is wide', () => {
    expect(run(60, () => wide).steps.every((step) => step === 0)).toBe(true);
  });

  it('leaves a short dip to the layers', () => {
    expect(run(20, (second) => (second === 4 ? only(2) : wide)).steps.every((step) => step === 0)).toBe(true);
  });

  it('goes to the first step that fits once it has been tight for a while', () => {
    expect(run(8, () => only(2)).steps).toEqual([0, 0, 2, 2, 2]);
  });

  it('tries without the own camera before it ends at sound', () => {
    expect(run(12, () => () => false).steps).toEqual([0, 0, 3, 3, 3, 4, 4]);
  });

  it('comes back one step at a time when the link is wide again', () => {
    const { state } = run(14, () => only(4));
    const back = run(70, () => wide, { ...state, changedAt: 0 });
    expect([...new Set(back.steps)]).toEqual([4, 3, 2, 1, 0]);
  });

  it('tries less and less often while the link stays narrow', () => {
    const { steps } = run(300, () => only(1));
    const tries = steps.flatMap((step, index) => (step === 0 && steps[index - 1] === 1 ? [index * 2] : []));
    expect(tries.length).toBeGreaterThan(2);
    const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(60);
  });

  it('tries again soon after a link that had been wide for long', () => {
    const { state } = run(300, () => only(1));
    const calm: Narrowing = { ...state, step: 0, tightSince: undefined, changedAt: -600_000 };
    expect(run(8, () => only(1), calm).state.patience).toBe(10_000);
  });
});
