import * as api from '@pluriclasse/shared/api/planning';
import * as plans from '@pluriclasse/shared/api/plans';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { anyWish, giveWeeks } from '../support/server/wishes.ts';

let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer({}, { flood: { session: 100_000, address: 100_000, unknown: 100_000 } });
  network = await buildNetwork(server);
  await giveWeeks(server, network);
});
afterAll(() => server.close());

const ours = () => anyWish(network.own, network.partner);
const start = (wishes: readonly object[]) =>
  ok(network.coordinator, api.startSearch, { body: { twinningId: null, wishes } });
/** Reads until it has ended. */
async function whole(wishes: readonly object[]): Promise<api.Search> {
  let found = await start(wishes);
  for (const params = { searchId: found.searchId }; found.state === 'running';) {
    found = await ok(network.coordinator, api.readSearch, { params, query: { since: found.revision } });
  }
  return found;
}

describe('a plan for several', () => {
  const three = () => ['one', 'two', 'three'].map((wishId) => ({ ...ours(), wishId }));
  const plan = (searchId: string, since?: number) =>
    network.coordinator.call(plans.readPlan, { params: { searchId }, query: since === undefined ? {} : { since } });

  it('is told in few words, and then only what has changed', async () => {
    const begun = await start(three());
    const rows = new Map<string, plans.PlannedWish>();
    let last = (await plan(begun.searchId, 0)).data;
    for (; ; last = (await plan(begun.searchId, last.revision)).data) {
      for (const row of last.rows) rows.set(row.wishId, row);
      if (last.state !== 'running') break;
    }
    expect(last).toMatchObject({ state: 'done', looked: 3, wishes: 3 });
    expect(last.bound).toBe(last.value);
    const whole = (await plan(begun.searchId)).data;
    expect(whole.rows).toEqual([...rows.values()]);
    expect((await plan(begun.searchId, whole.revision)).data.rows).toEqual([]);

    // Two hours are common on Tuesdays: one of three has none, and is told who has what it needs.
    const without = whole.rows.filter(({ hour }) => hour === null);
    expect(without).toHaveLength(1);
    const { missed } = without[0]!;
    expect(missed?.slots).toMatchObject([{ weekday: 2 }]);
    // Some are taken by lessons of other tests.
    expect(missed?.lessons).toBeGreaterThan(4);
    expect(missed?.dates).toBeGreaterThanOrEqual(8);
    const ids = missed!.takenBy.map(({ id }) => id);
    expect(ids).toContain(network.own.classGroupId);
    expect(missed!.takenBy.every(({ wishId }) => wishId !== without[0]!.wishId)).toBe(true);
    for (const id of ids) expect(Object.keys(whole.names)).toContain(id);
    for (const { hour } of whole.rows.filter((row) => row.hour !== null)) {
      expect(hour).toMatchObject({ slots: [{ weekday: 2 }], dates: missed?.dates });
      expect(hour!.local.map(({ schoolId }) => schoolId)).toEqual([network.own.schoolId, network.partner.schoolId]);
      expect(hour!.gives.map(({ displaced }) => displaced)).toEqual([
        [{ subject: 'Inglese', hours: hour!.lessons }],
        [{ subject: 'Inglese', hours: hour!.lessons }],
      ]);
    }
  });

  it('keeps what was asked, and the dated lessons of each wish', async () => {
    const wishes = three();
    const { searchId, answers } = await whole(wishes);
    const { coordinator } = network;
    const asked = await coordinator.call(plans.readSearchWishes, { params: { searchId } });
    expect(asked.data).toEqual({ twinningId: null, wishes });
    const one = (await coordinator.call(plans.readPlannedWish, { params: { searchId, wishId: 'two' } })).data;
    expect(one.wish).toEqual(wishes[1]);
    expect(one.answer).toEqual(answers[1]);
    expect(one.names).toMatchObject({ [network.own.schoolId]: 'Own' });
    const unknown = await coordinator.call(plans.readPlannedWish, { params: { searchId, wishId: 'four' } });
    expect(unknown.error?.code).toBe('not_found');
  });

  it('where no hour is common even alone, says what is in the way', async () => {
    const forbidden = [{ schoolId: null, weekdays: [2], start: '00:00', end: '24:00', why: 'The bus' }];
    const wishes = [ours(), { ...ours(), wishId: 'two', forbidden }];
    const { searchId } = await whole(wishes);
    const { rows } = (await plan(searchId)).data;
    expect(rows.map(({ hour }) => hour === null)).toEqual([false, true]);
    expect(rows[1]).toMatchObject({ missed: null });
    expect(rows[1]?.without.map(({ weekday, blocker: { kind } }) => [weekday, kind])).toEqual([
      [1, 'subject'],
      [2, 'forbidden'],
      [3, 'subject'],
    ]);
  });

  it('gives one another hour, moves nobody who need not be, and knows what was refused', async () => {
    const { coordinator } = network;
    const wishes = three().slice(0, 2);
    const first = await whole(wishes);
    const swap = async (searchId: string, wishId: string) => {
      const begun = await coordinator.call(plans.swapPlannedHour, { params: { searchId, wishId } });
      if (begun.error) return begun;
      const params = { searchId: begun.data.searchId };
      for (let since = 0, state = 'running'; state === 'running';) {
        ({ state, revision: since } = await ok(coordinator, plans.readPlan, { params, query: { since } }));
      }
      return { data: await ok(coordinator, plans.readPlan, { params }), error: undefined };
    };
    const hoursOf = (rows: readonly plans.PlannedWish[]) => rows.map(({ hour }) => hour?.slots[0]?.start ?? null);
    const before = (await plan(first.searchId)).data;
    expect(new Set(hoursOf(before.rows)).size).toBe(2);

    // Two hours are common: the other's, so they change places, since both then have one.
    const after = await swap(first.searchId, 'one');
    expect(after.error).toBeUndefined();
    expect(hoursOf(after.data.rows)).toEqual(hoursOf(before.rows).toReversed());
    expect(after.data.bound).toBeGreaterThanOrEqual(after.data.value);
    expect(after.data.searchId).not.toBe(first.searchId);
    // What was found before stands, and may be taken again.
    expect((await plan(first.searchId)).data.rows).toEqual(before.rows);

    // Once more: nothing else is left for it, and the other may have either.
    const none = await swap(after.data.searchId, 'one');
    expect(hoursOf(none.data.rows)[0]).toBeNull();
    expect(none.data.rows[0]?.missed).toBeNull();
    expect((await swap(none.data.searchId, 'one')).error).toMatchObject({
      code: 'conflict',
      reason: 'nothing_to_swap',
    });
    expect((await swap(first.searchId, 'three')).error?.reason).toBe('nothing_to_swap');
  });
});
