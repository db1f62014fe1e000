import * as agreements from '@pluriclasse/shared/api/agreements';
import * as asks from '@pluriclasse/shared/api/asks';
import { listNotices } from '@pluriclasse/shared/api/notices';
import * as api from '@pluriclasse/shared/api/series';
import { mondayOf, toDayNumber } from '@pluriclasse/shared/calendar/days';
import { toInstant } from '@pluriclasse/shared/calendar/zones';
import { buildNetwork, ok, type TestNetwork } from './network.ts';
import type { TestBrowser } from './TestBrowser.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { anyWish, dayFromNow, giveWeeks } from './wishes.ts';

/** The first hour of so many Tuesdays, four days ahead at least: all can, once `giveWeeks` was called. */
export function tuesdays(count: number, minute = 8 * 60 + 30): number[] {
  const first = mondayOf(toDayNumber(dayFromNow(4)) + 5) + 1;
  return Array.from({ length: count }, (_, week) => toInstant(first + 7 * week, minute, 'Europe/Rome') ?? 0);
}

export const anyPattern = {
  timeZone: 'Europe/Rome',
  slots: [{ weekday: 2, start: '08:30', end: '09:15' }],
  everyWeeks: 1,
};

export const seriesBody = (
  { twinningId, own, partner }: TestNetwork,
  starts: readonly number[],
  more: object = {},
) => ({
  twinningId,
  title: 'Tuesdays',
  wish: { ...anyWish(own, partner), noticeHours: 0 },
  pattern: anyPattern,
  starts,
  plan: [{ phaseId: '00000000-0000-4000-8000-000000000001', title: 'Hello', minutes: 5 }],
  ...more,
});

/** A series that its teachers are asked about. */
export const proposeSeries = async (network: TestNetwork, starts: readonly number[], more?: object) =>
  ok(network.coordinator, api.createSeries, { body: seriesBody(network, starts, more) });

/** Puts an agreement of the own and the partner's school in force for two years. */
export async function agree({ coordinator, own, partner }: TestNetwork): Promise<void> {
  const schools = [own, partner].map(({ schoolId }) => ({ schoolId, needs: ['head'] }));
  const span = { from: dayFromNow(-30), to: dayFromNow(700) };
  const body = { title: 'Villages', note: '', ...span, schools };
  const { agreementId } = await ok(coordinator, agreements.createAgreement, { body });
  const params = { agreementId };
  await ok(coordinator, agreements.proposeAgreement, { params });
  for (const { schoolId, head } of [own, partner]) {
    const vote = {
      schoolId,
      body: 'head',
      bodyName: null,
      day: dayFromNow(-1),
      result: 'yes',
      protocol: null,
      note: null,
    };
    await ok(head, agreements.recordVote, { params, body: vote });
  }
}

/** Answers the open question of a series that is somebody's. */
export async function answerMine(who: TestBrowser, answer: 'yes' | 'no' = 'yes', reason: string | null = null) {
  const { mine } = await ok(who, asks.listAsks);
  const askId = mine[0]?.askId ?? '';
  return who.call(asks.answerAsk, { params: { askId }, body: { answer, reason } });
}

/** Everybody says yes, one after the other. */
export async function everybodyAgrees({ own, partner }: TestNetwork): Promise<void> {
  for (const who of [own.teacher, partner.teacher, own.head, partner.head]) {
    const { error } = await answerMine(who);
    if (error) throw new Error(error.message);
  }
}

/** Sessions last while a test's clock runs weeks ahead. */
export const keepSignedIn = ({ database }: TestServer): Promise<unknown> =>
  database.query(`UPDATE sessions SET expires_at = expires_at + interval '90 days'`);

/** Back to a network with its people and weeks, and nothing planned: quicker than to build another. */
export async function clearPlans({ database }: TestServer): Promise<void> {
  const plans = [
    'asks',
    'lessons',
    'series',
    'rechecks',
    'notices',
    'agreements',
    'closures',
    'absences',
    'plan_templates',
  ];
  for (const table of plans) await database.query(`DELETE FROM ${table}`);
  await database.query(`UPDATE twinnings SET state = 'active'`);
  await database.query(`UPDATE staff SET left_at = NULL`);
}

/** A server whose clock a test turns, with a network whose schools have weeks and whose people stay signed in. */
export async function startWithWeeks(now: () => number): Promise<{ server: TestServer; network: TestNetwork }> {
  const server = await startTestServer({}, { now });
  const network = await buildNetwork(server);
  await giveWeeks(server, network);
  await keepSignedIn(server);
  return { server, network };
}

/** Nothing planned but one series that all have agreed to, and nobody told anything of it any more. @returns its id */
export async function agreedSeries(
  server: TestServer,
  network: TestNetwork,
  starts: readonly number[],
): Promise<string> {
  await clearPlans(server);
  await agree(network);
  const { series } = await proposeSeries(network, starts);
  await everybodyAgrees(network);
  await server.services.rechecks.run();
  await server.database.query('DELETE FROM notices');
  return series.seriesId;
}

/** Kinds of what somebody was told, oldest first. */
export const toldTo = async (browser: TestBrowser): Promise<string[]> =>
  (await ok(browser, listNotices)).notices.map(({ kind }) => kind).toReversed();
