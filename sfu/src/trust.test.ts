import { describe, expect, it } from 'vitest';
import { newTrust, nextTrust, trustAgain, type TrustLook } from './trust.ts';

const clean: TrustLook = { loss: 0, roundTrip: 40, flows: true };
const empty: TrustLook = { ...clean, flows: false };
const lossy: TrustLook = { ...clean, loss: 0.3, flows: false };
const slow: TrustLook = { ...clean, roundTrip: 1_800, flows: false };

/** Looks every two seconds; whether the way is trusted after each. */
function run(looks: readonly TrustLook[], from = newTrust) {
  let trust = from;
  return looks.map((look, index) => (trust = nextTrust(trust, look, index * 2_000)).trusted);
}

describe('trust', () => {
  it.each([
    ['stays though the worker sends no picture, while nothing is lost', [empty, empty, empty], [true, true, true]],
    ['stays with losses that sound can bear', [{ ...empty, loss: 0.08 }, empty], [true, true]],
    ['goes with the first look that finds sound suffer', [clean, lossy], [true, false]],
    ['goes where packets pile up', [clean, slow], [true, false]],
    ['stays where nothing was measured', [{ ...empty, roundTrip: undefined }], [true]],
    ['comes back when a picture has come through twice', [lossy, clean, clean], [false, false, true]],
    ['does not by clean looks without a picture', [lossy, empty, empty, empty], [false, false, false, false]],
    ['counts only looks in a row', [lossy, clean, lossy, clean, clean], [false, false, false, false, true]],
  ] satisfies [string, TrustLook[], boolean[]][])('%s', (_, looks, expected) => {
    expect(run(looks)).toEqual(expected);
  });

  it('is given anew by one who tries, and waits until reports tell of the try', () => {
    expect(run([lossy, lossy, lossy], trustAgain(0))).toEqual([true, true, false]);
  });
});
