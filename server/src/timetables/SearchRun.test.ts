import type { ScheduleRequest } from '@pluriclasse/shared/calendar/wish';
import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SearchRun } from './SearchRun.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A thread that does as it is told. */
class FakeWorker extends EventEmitter {
  terminate = vi.fn<() => Promise<number>>(async () => {
    this.emit('exit', 1);
    return 1;
  });
}

const answer = { wishId: 'a', patterns: [], chosen: null, without: [], tried: 1 };
const better = { kind: 'better', value: 1, bound: 2, tried: 3, answers: [answer], names: {} };

function open() {
  const worker = new FakeWorker();
  const ends: unknown[] = [];
  const run = new SearchRun({
    openWorker: () => worker as unknown as Worker, // as much of one as a run uses
    longest: 1000,
    onEnd: ({ state, failure }) => ends.push([state, failure]),
  });
  const gone = run.run({} as ScheduleRequest); // the fake reads nothing of it
  return { worker, ends, run, gone };
}

describe('a search that takes too long', () => {
  it('gives what it has', async () => {
    const { worker, run, ends, gone } = open();
    worker.emit('message', better);
    vi.advanceTimersByTime(1000);
    await gone;
    expect(run.standing).toMatchObject({ state: 'done', failure: null, value: 1 });
    expect(ends).toEqual([['done', null]]);
  });

  it('has failed when it has nothing', async () => {
    const { worker, run, ends, gone } = open();
    worker.emit('message', { ...better, answers: [] });
    vi.advanceTimersByTime(1000);
    await gone;
    expect(run.standing).toMatchObject({ state: 'failed', failure: 'time' });
    expect(ends).toEqual([['failed', 'time']]);
    expect(worker.terminate).toHaveBeenCalled();
  });
});

describe('what comes after the end', () => {
  it('changes nothing', async () => {
    const { worker, run, ends, gone } = open();
    worker.emit('message', better);
    run.stop();
    const { standing } = run;
    worker.emit('message', { ...better, value: 2 });
    worker.emit('message', { kind: 'done' });
    worker.emit('error', new Error('late'));
    await run.close();
    await gone;
    expect(run.standing).toBe(standing);
    expect(ends).toEqual([['stopped', null]]);
    // One that ended before its turn opens no thread.
    await run.run({} as ScheduleRequest); // not read
    expect(worker.terminate).toHaveBeenCalledTimes(2);
  });
});

describe('answers to several wishes', () => {
  const of = (wishId: string, tried = 1) => ({ ...answer, wishId, tried });

  it('come in parts, which count with the plan they belong to; later plans tell only what is new', () => {
    const { worker, run } = open();
    worker.emit('message', { kind: 'looked', looked: 2, tried: 7 });
    expect(run.standing).toMatchObject({ revision: 1, looked: 2, tried: 7 });
    worker.emit('message', { kind: 'part', answers: [of('a'), of('b')], names: { a: 'A' } });
    expect(run.standing).toMatchObject({ revision: 1, names: {} });
    expect(run.standing.answers.size).toBe(0);
    worker.emit('message', { ...better, answers: [of('c')], names: { c: 'C' } });
    expect(run.standing).toMatchObject({ revision: 2, looked: 3, names: { a: 'A', c: 'C' } });
    worker.emit('message', { ...better, answers: [of('b', 5)] });
    expect([...run.standing.answers].map(([id, told]) => [id, told.revision, told.answer.tried])).toEqual([
      ['a', 2, 1],
      ['b', 3, 5],
      ['c', 2, 1],
    ]);
    run.stop();
  });
});

describe('who waits for news', () => {
  it('waits no longer than told, and not at all when there are some', async () => {
    const { worker, run } = open();
    worker.emit('message', better);
    await run.newerThan(0, 10_000);
    let woken = 0;
    const waits = [run.newerThan(1, 100).then(() => woken++), run.newerThan(1, 500).then(() => woken++)];
    await vi.advanceTimersByTimeAsync(100);
    expect(woken).toBe(1);
    worker.emit('message', better);
    await Promise.all(waits);
    expect(woken).toBe(2);
    run.stop();
    await run.newerThan(99, 10_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
