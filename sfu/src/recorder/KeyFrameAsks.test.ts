import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyFrameGate } from '../KeyFrameGate.ts';
import type { Stream } from '../Stream.ts';
import { KeyFrameAsks } from './KeyFrameAsks.ts';

describe('key frames for a recording', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function create() {
    const gate = new KeyFrameGate(() => Date.now());
    const stream = { gate } as Stream; // of a stream it uses the gate alone
    const requests: number[] = [];
    const began = Date.now();
    const asks = new KeyFrameAsks();
    const ask = (why: 'lost' | 'due') =>
      asks.ask(stream, why, () => {
        requests.push(Date.now() - began);
        gate.onRequest();
      });
    return { gate, asks, stream, ask, requests };
  }

  it('that is needed is asked for at once, one for its time in a quiet moment', () => {
    const lost = create();
    lost.ask('lost');
    expect(lost.requests).toEqual([0]);
    const due = create();
    due.ask('due');
    due.ask('due');
    vi.advanceTimersByTime(400);
    expect(due.requests).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(due.requests).toHaveLength(1);
  });

  it('that is needed does not wait for one that can', () => {
    const { ask, requests } = create();
    ask('due');
    ask('lost');
    expect(requests).toEqual([0]);
    vi.advanceTimersByTime(5_000);
    expect(requests).toEqual([0]);
    ask('due');
    vi.advanceTimersByTime(5_000);
    expect(requests).toHaveLength(2);
  });

  it('is asked for no more when the stream is gone', () => {
    const { ask, asks, stream, requests } = create();
    ask('due');
    asks.forget(stream);
    vi.advanceTimersByTime(5_000);
    expect(requests).toEqual([]);
    asks.clear();
  });
});
