import { describe, expect, it } from 'vitest';
import { PATIENCE, ReorderBuffer } from './ReorderBuffer.ts';

/** What comes out, a gap as `|`, of packets that come in a millisecond after each other. */
function run(sequences: readonly number[], after: (buffer: ReorderBuffer<{ sequence: number }>) => void = () => {}) {
  const out: (number | '|')[] = [];
  const buffer = new ReorderBuffer<{ sequence: number }>(({ sequence }, gap) =>
    gap ? out.push('|', sequence) : out.push(sequence),
  );
  for (const [now, sequence] of sequences.entries()) buffer.push({ sequence }, now);
  after(buffer);
  return out;
}

describe('packets', () => {
  it.each([
    ['in order', [1, 2, 3], [1, 2, 3]],
    ['late', [1, 3, 4, 2, 5], [1, 2, 3, 4, 5]],
    ['double', [1, 1, 3, 3, 2, 2, 1, 4], [1, 2, 3, 4]],
    ['around the end of 16 bits', [65_534, 0, 65_535, 1], [65_534, 65_535, 0, 1]],
    ['missing, while they are waited for', [1, 2, 4, 5], [1, 2]],
    ['of a sender that begins anew', [10, 11, 40_000, 40_001], [10, 11, '|', 40_000, 40_001]],
    ['held when a sender begins anew', [10, 12, 40_000], [10, '|', 12, '|', 40_000]],
  ] as const)('that are %s', (_, sequences, expected) => expect(run(sequences)).toEqual(expected));

  it('are given up in time, each gap by when it showed', () => {
    const given = (at: number) => run([1, 3, 5, 6], (buffer) => buffer.expire(at));
    expect(given(PATIENCE)).toEqual([1]);
    expect(given(PATIENCE + 1)).toEqual([1, '|', 3]);
    expect(given(PATIENCE + 2)).toEqual([1, '|', 3, '|', 5, 6]);
  });

  it('are never late for longer than one gap is waited for, however many are lost', () => {
    let latest = 0;
    let now = 0;
    const buffer = new ReorderBuffer<{ sequence: number; sent: number }>(({ sent }) => {
      latest = Math.max(latest, now - sent);
    });
    for (let n = 0; n < 30_000; n += 1, now += 20) {
      if (n % 10 !== 5) buffer.push({ sequence: n & 0xffff, sent: now }, now);
      buffer.expire(now);
    }
    expect(latest).toBeLessThanOrEqual(PATIENCE + 20);
  });

  it('that come after they were given up are dropped', () => {
    const out = run([1, 3], (buffer) => {
      buffer.expire(PATIENCE + 1);
      buffer.push({ sequence: 2 }, PATIENCE + 2);
      buffer.push({ sequence: 4 }, PATIENCE + 3);
    });
    expect(out).toEqual([1, '|', 3, 4]);
  });

  it('all come out at the end', () => expect(run([1, 3, 6], (buffer) => buffer.flush())).toEqual([1, '|', 3, '|', 6]));

  it('are not held without end', () => {
    const sequences = [0, ...Array.from({ length: 10_000 }, (_, n) => n + 2)];
    // Later ones of a leap apart count as a new beginning; either way what is held stays bounded.
    expect(run(sequences).filter((each) => each !== '|').length).toBeGreaterThan(5_000);
  });

  it('come out in order however they are shuffled, and each once', () => {
    let state = 7;
    const random = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
    for (let round = 0; round < 50; round += 1) {
      const begin = Math.floor(random() * 65_536);
      const sent = Array.from({ length: 400 }, (_, n) => ({
        sequence: (begin + n) & 0xffff,
        at: n + (n === 0 ? 0 : random() * 30),
      }));
      const arrived = sent.filter((_, n) => n === 0 || random() > 0.1).toSorted((a, b) => a.at - b.at);
      const doubled = arrived.flatMap((one) => (random() > 0.9 ? [one, one] : [one]));
      const out = run(
        doubled.map(({ sequence }) => sequence),
        (buffer) => buffer.flush(),
      );
      expect(out.filter((each) => each !== '|')).toEqual(
        sent.filter((one) => arrived.includes(one)).map(({ sequence }) => sequence),
      );
    }
  });
});
