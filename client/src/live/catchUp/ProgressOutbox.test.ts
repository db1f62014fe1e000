import type { CatchUp } from '@pluriclasse/shared/api/catchUps';
import { noProgress, withEvent, type CatchUpEvent } from '@pluriclasse/shared/capsule/progress';
import { AppError, type ErrorCode } from '@pluriclasse/shared/errors';
import { CapsuleId, CheckId } from '@pluriclasse/shared/ids';
import { beforeEach, describe, expect, it } from 'vitest';
import { ProgressOutbox, type Deed } from './ProgressOutbox.ts';
import { PupilCatchUps } from './PupilCatchUps.ts';
import { SeenMeter } from './SeenMeter.ts';
import { MemoryCatchUpStore } from './testing/MemoryCatchUpStore.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const village = CapsuleId.parse(uuid(1));
const woods = CapsuleId.parse(uuid(2));
const checkId = CheckId.parse(uuid(3));
const said: Deed = { kind: 'said', checkId };
const seen = (from: number, to: number, revision = 0): Deed => ({ kind: 'seen', revision, stretches: [{ from, to }] });

let store: MemoryCatchUpStore;
/** The server: what it got, by event id, and what it says next. */
let got: Map<string, CatchUpEvent>;
let calls: (readonly CatchUpEvent[])[];
let answers: (ErrorCode | 'lost' | undefined)[];
let retries: (() => void)[];
let ids: number;
/** Held answers, where a test wants to do something meanwhile. */
let gate: Promise<void> | undefined;

beforeEach(() => {
  store = new MemoryCatchUpStore();
  got = new Map();
  calls = [];
  answers = [];
  retries = [];
  ids = 100;
  gate = undefined;
});

function open(owner = 'luna'): ProgressOutbox {
  return new ProgressOutbox(owner, {
    store,
    now: () => 1000,
    newId: () => uuid(++ids),
    after: (_, run) => {
      retries.push(run);
      return () => undefined;
    },
    send: async (_, events) => {
      calls.push(events);
      const answer = answers.shift();
      await gate;
      if (answer !== undefined && answer !== 'lost') throw new AppError(answer, 'refused');
      for (const event of events) got.set(event.eventId, event);
      if (answer === 'lost') throw new AppError('unavailable', 'cut', { reason: 'offline' });
    },
  });
}

describe('what a pupil did', () => {
  it('is sent at once where there is a link', async () => {
    const outbox = open();
    await outbox.add(village, said);
    await outbox.flush();
    expect([...got.values()]).toMatchObject([{ kind: 'said', checkId, at: 1000 }]);
    expect(outbox.view.get()).toEqual({ waiting: 0, cut: false });
  });

  it('waits over a reload, and is sent once the link is back', async () => {
    answers = ['unavailable'];
    const before = open();
    await before.add(village, said);
    await before.flush();
    expect(before.view.get()).toEqual({ waiting: 1, cut: true });
    before.close();
    const after = open();
    await after.flush();
    expect(got.size).toBe(1);
    expect(await after.waiting(village)).toEqual([]);
  });

  it('is sent at once also when it is told of as the page is left, and not tried again from there', async () => {
    const outbox = open();
    outbox.open();
    outbox.close();
    await outbox.add(village, said);
    await outbox.flush();
    expect(got.size).toBe(1);
    answers = ['unavailable'];
    await outbox.add(village, said);
    await outbox.flush();
    expect(retries).toEqual([]);
  });

  it('by another outbox of the pupil is sent, and told of, by whoever is asked to', async () => {
    const left = open();
    const here = open();
    answers = ['unavailable'];
    await left.add(village, said);
    await left.flush();
    const told: number[] = [];
    here.view.subscribe(() => told.push(here.view.get().waiting));
    await here.flush();
    // Who lists what is done reads again when nothing waits any more.
    expect([got.size, [...new Set(told)]]).toEqual([1, [1, 0]]);
  });

  it('is tried again by itself', async () => {
    answers = ['unavailable'];
    const outbox = open();
    await outbox.add(village, said);
    await outbox.flush();
    retries.at(-1)?.();
    await outbox.flush();
    expect(got.size).toBe(1);
    expect(outbox.view.get()).toEqual({ waiting: 0, cut: false });
  });

  it('has the same id when its answer was lost', async () => {
    answers = ['lost'];
    const outbox = open();
    await outbox.add(village, said);
    await outbox.flush();
    await outbox.flush();
    expect(calls).toHaveLength(2);
    expect(calls[1]).toEqual(calls[0]);
    expect(got.size).toBe(1);
  });

  it('is dropped when the capsule is gone, and the others go on', async () => {
    answers = ['unavailable'];
    const outbox = open();
    await outbox.add(village, said);
    await outbox.flush();
    await outbox.add(woods, said);
    answers = ['not_found'];
    await outbox.flush();
    expect(await store.waiting('luna')).toEqual([]);
    expect(got.size).toBe(1);
  });

  it('waits for who has signed out', async () => {
    answers = ['unauthenticated'];
    const outbox = open();
    await outbox.add(village, said);
    await outbox.flush();
    expect(outbox.view.get().waiting).toBe(1);
    await outbox.flush();
    expect(got.size).toBe(1);
  });

  it('that no server can read does not hold up the rest', async () => {
    answers = Array.from({ length: 9 }, () => 'unavailable');
    const outbox = open();
    for (const deed of [said, { kind: 'task', text: 'x' } as const, said]) await outbox.add(village, deed);
    await outbox.flush();
    answers = ['bad_request', undefined, 'bad_request', undefined];
    await outbox.flush();
    expect([...got.values()].map(({ kind }) => kind)).toEqual(['said', 'said']);
    expect(outbox.view.get().waiting).toBe(0);
  });

  it('is each pupil’s own', async () => {
    answers = ['unavailable'];
    const luna = open();
    await luna.add(village, said);
    await luna.flush();
    await open('elio').flush();
    expect(got.size).toBe(0);
  });
});

describe('what was seen', () => {
  it('is one event while it waits', async () => {
    answers = ['unavailable'];
    const outbox = open();
    await outbox.add(village, seen(0, 5000));
    await outbox.flush();
    answers = Array.from({ length: 9 }, () => 'unavailable');
    await outbox.add(village, seen(5000, 9000));
    await outbox.add(village, seen(1000, 2000, 1));
    await outbox.add(woods, seen(0, 1000));
    expect((await outbox.waiting(village)).map((one) => one.kind === 'seen' && one.stretches)).toEqual([
      [{ from: 0, to: 9000 }],
      [{ from: 1000, to: 2000 }],
    ]);
  });

  it('while another is on its way, is not lost with its answer', async () => {
    let release = () => {};
    gate = new Promise((resolve) => (release = resolve));
    const outbox = open();
    await outbox.add(village, seen(0, 5000));
    const flying = outbox.flush();
    while (calls.length === 0) await Promise.resolve();
    await outbox.add(village, seen(5000, 9000));
    release();
    await flying;
    await outbox.flush();
    const stretches = [...got.values()].flatMap((one) => (one.kind === 'seen' ? one.stretches : []));
    expect(stretches).toEqual([{ from: 0, to: 9000 }]);
    expect(await store.waiting('luna')).toEqual([]);
  });

  it('in two tabs is not lost, whichever of them sends', async () => {
    const gates = [(): void => undefined];
    answers = ['unavailable', 'unavailable'];
    const [one, other] = [open(), open()];
    await one.add(village, seen(0, 5000));
    await one.flush();
    await other.add(village, seen(20_000, 25_000));
    await other.flush();
    gate = new Promise((resolve) => (gates[0] = resolve));
    const flying = other.flush();
    while (calls.length < 3) await Promise.resolve();
    await one.add(village, seen(5000, 9000));
    gates[0]?.();
    await flying;
    await one.flush();
    const stretches = [...got.values()].flatMap((event) => (event.kind === 'seen' ? event.stretches : []));
    expect(stretches.toSorted((a, b) => a.from - b.from)).toEqual([
      { from: 0, to: 9000 },
      { from: 20_000, to: 25_000 },
    ]);
    expect(await store.waiting('luna')).toEqual([]);
  });

  it('is what was played, without jumps', () => {
    const meter = new SeenMeter();
    for (const at of [0, 1000, 2000]) meter.look(at, true);
    for (const at of [60_000, 61_000]) meter.look(at, true);
    meter.look(61_400, false);
    meter.look(90_000, true);
    meter.look(80_000, true);
    expect(meter.take()).toEqual([
      { from: 0, to: 2000 },
      { from: 60_000, to: 61_400 },
    ]);
    expect(meter.take()).toEqual([]);
  });
});

describe('without a link', () => {
  const catchUp: CatchUp = {
    brief: {
      capsuleId: village,
      title: 'In our village',
      startsAt: 0,
      duration: 10_000,
      bytes: 1,
      expiresAt: 5000,
      missed: true,
      state: 'new',
      seen: 0,
      checks: { all: 1, done: 0 },
      task: 'none',
    },
    revision: 0,
    checks: [{ checkId, at: 0, ask: '!', kind: 'say', from: 0 }],
    task: null,
    progress: noProgress,
  };
  let cut: boolean;
  let now: number;
  const home = (outbox: ProgressOutbox) =>
    new PupilCatchUps('luna', {
      picture: async () => null,
      store,
      outbox,
      now: () => now,
      list: async () => answer([catchUp.brief]),
      read: async () => answer(catchUp),
    });
  const answer = <T>(value: T): T => {
    if (cut) throw new AppError('unavailable', 'cut');
    return value;
  };
  beforeEach(() => {
    cut = false;
    now = 1000;
  });

  it('list and checks are as they were, with what was done since', async () => {
    answers = Array.from({ length: 9 }, () => 'unavailable');
    const outbox = open();
    const catchUps = home(outbox);
    expect((await catchUps.list()).cut).toBe(false);
    await catchUps.open(village);
    cut = true;
    await outbox.add(village, said);
    await outbox.add(village, seen(0, 9500));
    const list = await catchUps.list();
    expect(list).toMatchObject({ cut: true, catchUps: [{ state: 'done', seen: 9500, checks: { all: 1, done: 1 } }] });
    const opened = await catchUps.open(village);
    expect(opened.progress).toEqual(
      (await outbox.waiting(village)).reduce((sum, event) => withEvent(sum, event, catchUp), noProgress),
    );
  });

  it('what has expired is not there', async () => {
    const catchUps = home(open());
    await catchUps.list();
    await catchUps.open(village);
    cut = true;
    now = 5000;
    expect((await catchUps.list()).catchUps).toEqual([]);
    await expect(catchUps.open(village)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('who signs out leaves nothing behind for the next child, and others keep theirs', async () => {
    const outbox = open();
    const catchUps = home(outbox);
    await catchUps.open(village);
    await store.keep('elio', 'list', []);
    await outbox.add(village, said);
    await catchUps.leave(async () => expect(got.size).toBe(1));
    expect([...store.said.keys()]).toEqual(['elio/list']);
    expect(store.events.size).toBe(0);
  });

  it('nobody can sign out, and nothing is forgotten', async () => {
    answers = Array.from({ length: 9 }, () => 'unavailable');
    const outbox = open();
    const catchUps = home(outbox);
    await catchUps.open(village);
    await outbox.add(village, said);
    await expect(catchUps.leave(() => Promise.reject(new AppError('unavailable', 'cut')))).rejects.toThrow('cut');
    expect(store.said.size).toBe(1);
    expect(await outbox.waiting(village)).toHaveLength(1);
  });

  it('what was never here is not there', async () => {
    cut = true;
    await expect(home(open()).list()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
