import { describe, expect, it } from 'vitest';
import { mayRecord, renditionsOf } from './mayRecord.ts';

describe('a recorder', () => {
  it('is for adults, and for nobody of whom it is not known', () => {
    expect(mayRecord({ adult: true })).toBe(true);
    expect(mayRecord({ adult: false })).toBe(false);
    // What types exclude, a wire does not.
    for (const adult of [undefined, null, 1, 'true', {}]) expect(mayRecord({ adult } as never)).toBe(false);
  });

  it.each([
    ['audio', 'microphone', 1, ['only']],
    ['audio', 'screen-audio', 1, ['only']],
    ['video', 'camera', 1, ['large']],
    ['video', 'camera', 2, ['small', 'large']],
    ['video', 'camera', 3, ['small', 'large']],
    ['video', 'document', 3, ['large']],
    ['video', 'screen', 2, ['large']],
  ] as const)('keeps %s of a %s in %i layers', (kind, source, layers, expected) =>
    expect(renditionsOf(kind, source, layers)).toEqual(expected),
  );
});
