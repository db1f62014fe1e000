import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyFrameGate } from './KeyFrameGate.ts';

describe('KeyFrameGate', () => {
  let gate: KeyFrameGate;
  let ran: string[];
  const run = (name: string) => () => void ran.push(name);

  beforeEach(() => {
    vi.useFakeTimers();
    gate = new KeyFrameGate(() => Date.now());
    ran = [];
  });
  afterEach(() => {
    gate.close();
    vi.useRealTimers();
  });

  it('lets the first one begin at once', () => {
    gate.start(run('a'));
    expect(ran).toEqual(['a']);
  });

  it('lets others share a key frame that is on its way', () => {
    gate.start(run('a'));
    gate.onRequest();
    vi.advanceTimersByTime(40);
    gate.start(run('b'));
    expect(ran).toEqual(['a', 'b']);
  });

  it('holds those who come after the key frame until the sender listens again, then lets them go together', () => {
    gate.onRequest();
    vi.advanceTimersByTime(40);
    gate.onKeyFrame();
    gate.start(run('b'));
    vi.advanceTimersByTime(100);
    gate.start(run('c'));
    vi.advanceTimersByTime(179);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(['b', 'c']);
  });

  it('counts from the request that the sender took, not from one that it dropped', () => {
    gate.onRequest();
    gate.onKeyFrame();
    vi.advanceTimersByTime(200);
    gate.onRequest(); // for another layer: dropped
    gate.start(run('b'));
    vi.advanceTimersByTime(120);
    expect(ran).toEqual(['b']);
  });

  it('asks for larger layers when nobody has begun for a while, all together', () => {
    gate.start(run('a'));
    gate.raise(run('a raised'));
    vi.advanceTimersByTime(300);
    gate.start(run('b'));
    gate.raise(run('b raised'));
    vi.advanceTimersByTime(400);
    expect(ran).toEqual(['a', 'b']);
    vi.advanceTimersByTime(350);
    expect(ran).toEqual(['a', 'b', 'a raised', 'b raised']);
  });

  it('does not let a stream of newcomers keep everyone on the smallest layer', () => {
    gate.raise(run('raised'));
    for (let n = 0; n < 12; n += 1) {
      gate.start(run('new'));
      vi.advanceTimersByTime(200);
    }
    expect(ran).toContain('raised');
  });

  it('runs nothing that was cancelled, nor after it was closed', () => {
    gate.onRequest();
    gate.onKeyFrame();
    gate.start(run('a'))();
    gate.start(run('b'));
    gate.raise(run('c'));
    gate.close();
    gate.start(run('d'));
    vi.advanceTimersByTime(5_000);
    expect(ran).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
