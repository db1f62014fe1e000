import { describe, expect, it } from 'vitest';
import { ladders, nextNarrowing, noNarrowing, tryAgain, type LinkNow, type Narrowing, type Step } from './narrowing.ts';

/** Runs a link for a while, one look every two seconds, and gives the step at each look. */
function run(
  seconds: number,
  linkAt: (second: number) => LinkNow,
  from: Narrowing = noNarrowing,
  ladder: readonly Step[] = ladders.down,
) {
  let state = from;
  const steps: Step[] = [];
  for (let second = 0; second <= seconds; second += 2) {
    state = nextNarrowing(state, linkAt(second), second * 1000, ladder);
    steps.push(state.step);
  }
  return { state, steps };
}
const wide: LinkNow = { fits: () => true, losing: false };
const only = (least: Step, losing = false): LinkNow => ({ fits: (step) => step >= least, losing });
const last = (steps: readonly Step[]) => [...new Set(steps)];

describe('nextNarrowing', () => {
  it('stays at nothing while the link is wide', () => {
    expect(run(60, () => wide).steps.every((step) => step === 0)).toBe(true);
  });

  it('leaves a dip to the layers', () => {
    const dip = (second: number) => (second >= 4 && second <= 8 ? only(2) : wide);
    expect(run(30, dip).steps.every((step) => step === 0)).toBe(true);
  });

  it('goes to the first step that fits once it has been tight for a while', () => {
    expect(run(10, () => only(2)).steps).toEqual([0, 0, 0, 0, 2, 2]);
  });

  it('does so sooner where packets are lost', () => {
    expect(run(4, (second) => only(2, second === 2)).steps).toEqual([0, 2, 2]);
  });

  it('leaves pictures alone where packets are lost though there is room', () => {
    expect(run(30, () => only(0, true)).steps.every((step) => step === 0)).toBe(true);
  });

  it('takes the own camera, then the rest, only while sound suffers without other pictures too', () => {
    expect(last(run(14, () => only(2, true)).steps)).toEqual([2, 3, 4]);
    expect(last(run(9, () => only(2)).steps)).toEqual([0, 2]);
  });

  it('tries without the own camera before it gives up a screen', () => {
    expect(last(run(20, () => only(4)).steps)).toEqual([0, 3, 4]);
  });

  it('knows but own pictures on the way up', () => {
    const up = { fits: () => false, losing: true };
    expect(last(run(12, () => up, noNarrowing, ladders.up).steps)).toEqual([3, 4]);
    const back = run(60, () => wide, { ...noNarrowing, step: 4, changedAt: 0 }, ladders.up);
    expect(last(back.steps)).toEqual([4, 3, 0]);
  });

  it('comes back one step at a time when the link is wide again', () => {
    const back = run(30, () => wide, { ...noNarrowing, step: 4, changedAt: 0 });
    expect(last(back.steps)).toEqual([4, 3, 2, 1, 0]);
  });

  it('tries all of it at once when a person wants it, and waits no longer than before if that fails', () => {
    const { state } = run(30, () => only(4));
    const tried = tryAgain(state, 31_000);
    expect(tried.step).toBe(0);
    expect(nextNarrowing({ ...tried, tightSince: 32_000 }, only(2), 44_000)).toMatchObject({
      step: 2,
      patience: state.patience,
    });
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
