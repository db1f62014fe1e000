import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KEY_FRAME_REQUEST_DELAY, KeyFrameGate } from './KeyFrameGate.ts';

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
    vi.advanceTimersByTime(189);
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
    vi.advanceTimersByTime(130);
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

  it('lets one after the other of those who wait ask by another layer while no key frame comes, ever less often', () => {
    gate.start(run('a'), run('a asks again'));
    gate.start(run('b'), run('b asks again'));
    gate.start(run('c'), run('c asks again'));
    gate.onRequest();
    vi.advanceTimersByTime(179);
    expect(ran).toEqual(['a', 'b', 'c']);
    vi.advanceTimersByTime(1);
    expect(ran.slice(3)).toEqual(['a asks again']);
    vi.advanceTimersByTime(359); // the worker held it back
    expect(ran.slice(3)).toEqual(['a asks again']);
    vi.advanceTimersByTime(1);
    expect(ran.slice(3)).toEqual(['a asks again', 'b asks again']);
    gate.onRequest();
    gate.onKeyFrame();
    vi.advanceTimersByTime(1_000);
    expect(ran.slice(3)).toEqual(['a asks again', 'b asks again']);
  });

  describe('where it was asked twice before the key frame came', () => {
    /** The sender has answered in 60 ms before; now it is asked at 0 and at 180 ms. */
    const askTwice = () => {
      gate.onRequest();
      vi.advanceTimersByTime(60);
      gate.onKeyFrame();
      vi.advanceTimersByTime(1_000);
      gate.onRequest();
      vi.advanceTimersByTime(180);
      gate.onRequest();
    };

    it.each([
      { comes: 59, answers: 'the first', listensAgain: KEY_FRAME_REQUEST_DELAY - 180 - 59 },
      { comes: 60, answers: 'the second', listensAgain: KEY_FRAME_REQUEST_DELAY - 60 },
    ])('takes one that comes $comes ms later for the answer to $answers', ({ comes, listensAgain }) => {
      askTwice();
      vi.advanceTimersByTime(comes);
      gate.onKeyFrame();
      gate.start(run('late'));
      vi.advanceTimersByTime(listensAgain - 1);
      expect(ran).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(ran).toEqual(['late']);
    });
  });

  it('lets one who waits ask again as soon as the sender listens, where a request was dropped', () => {
    gate.onRequest();
    gate.onKeyFrame();
    vi.advanceTimersByTime(KEY_FRAME_REQUEST_DELAY);
    gate.start(run('a'), run('a asks again'));
    gate.onRequest();
    gate.onKeyFrame();
    vi.advanceTimersByTime(290);
    gate.onRequest();
    vi.advanceTimersByTime(39);
    expect(ran).toEqual(['a']);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(['a', 'a asks again']);
  });

  it('runs nothing that was cancelled, nor after it was closed', () => {
    gate.onRequest();
    gate.onKeyFrame();
    gate.start(run('a'), run('a asks again'))();
    gate.start(run('b'));
    gate.raise(run('c'));
    gate.close();
    gate.start(run('d'));
    vi.advanceTimersByTime(5_000);
    expect(ran).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
