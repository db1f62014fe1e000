import * as asks from '@pluriclasse/shared/api/asks';
import * as agreements from '@pluriclasse/shared/api/agreements';
import { createLesson } from '@pluriclasse/shared/api/lessons';
import { createClass } from '@pluriclasse/shared/api/schools';
import * as timetables from '@pluriclasse/shared/api/timetables';
import * as twinnings from '@pluriclasse/shared/api/twinnings';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { anyClosure, anyEntry, anyHours, staffIdOf, TimetableDesk } from '../support/server/timetable.ts';
import { dayFromNow, giveWeeks } from '../support/server/wishes.ts';

const HOUR = 3_600_000;
let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer({}, { flood: { session: 100_000, address: 100_000, unknown: 100_000 } });
  network = await buildNetwork(server);
  await giveWeeks(server, network);
});
afterAll(() => server.close());

const names = async (who: TestBrowser) =>
  (await ok(who, timetables.listCalendars)).schools.map(({ name, partner }) => `${name}${partner ? ' (partner)' : ''}`);
const read = (who: TestBrowser, schoolId: SchoolId) =>
  who.call(timetables.readCalendar, { params: { schoolId } }).then((answer) => answer.error?.code ?? answer.data);
const calendar = (who: TestBrowser, schoolId: SchoolId) => ok(who, timetables.readCalendar, { params: { schoolId } });

describe('the calendars of partners', () => {
  it('are listed beside one’s own', async () => {
    const { own, partner, other, coordinator, admin } = network;
    for (const who of [own.teacher, own.head]) expect(await names(who)).toEqual(['Own', 'Partner (partner)']);
    expect(await names(partner.head)).toEqual(['Own (partner)', 'Partner']);
    expect(await names(other.teacher)).toEqual(['Other']);
    for (const who of [coordinator, admin]) expect(await names(who)).toEqual(['Other', 'Own', 'Partner']);
  });

  it('tell what is needed to meet, and no more', async () => {
    const { own, partner, other, coordinator, admin } = network;
    const params = { schoolId: partner.schoolId };
    const desk = new TimetableDesk(partner);
    const beside = await ok(partner.teacher, createClass, {
      params,
      body: { name: 'Five', grades: [5], level: null, roomId: null },
    });
    const colleague = await staffIdOf(await addStaff(server, admin, partner.schoolId, ['teacher']));
    const leader = await staffIdOf(partner.teacher);
    const fifth = { ...anyEntry(partner), classGroupIds: [beside.classGroupId], subject: 'Religion', weekday: 5 };
    const add = [
      { ...fifth, staffIds: [colleague] },
      { ...fifth, staffIds: [leader], weekday: 4 },
    ];
    await desk.change(timetables.changeEntries, { add, change: [], remove: [] });
    const gladly = { ...anyHours, wish: 'gladly', weekdays: [4] };
    await desk.change(timetables.setAvailability, { availability: [anyHours, gladly] }, { staffId: leader });
    const absence = { from: dayFromNow(30), to: dayFromNow(31), hours: null, reason: 'An operation' };
    await desk.change(timetables.createAbsence, { absence }, { staffId: leader });
    await desk.change(timetables.createClosure, { closure: anyClosure });
    const classGroupIds = [beside.classGroupId, other.classGroupId];
    const third = await ok(coordinator, twinnings.createTwinning, { body: { name: 'Third', classGroupIds } });
    const startsAt = Date.now() + 24 * HOUR;
    const at = { startsAt, endsAt: startsAt + HOUR, plan: [] };
    await ok(partner.teacher, createLesson, { body: { twinningId: third.twinningId, title: 'A secret plan', ...at } });

    const seen = await calendar(own.teacher, partner.schoolId);
    expect(seen).toMatchObject({ name: 'Partner', timeZone: 'Europe/Rome', bells: [{ name: 'Short day' }] });
    expect(seen.closures.map(({ name }) => name)).toEqual([anyClosure.name]);
    expect(seen.classGroups.map(({ classGroupId }) => classGroupId)).toEqual([partner.classGroupId]);
    expect(seen.staff).toMatchObject([
      { staffId: leader, availability: [{ wish: 'never' }], absences: [{ reason: null }] },
    ]);
    expect(seen.rooms).toEqual([{ roomId: partner.roomId, name: 'Room', hasKit: true }]);
    expect(seen.bookings.map(({ title }) => title).filter(Boolean)).toEqual(['Our lesson']);
    const subjects = new Set(seen.entries.map(({ subject }) => subject));
    expect(subjects).toEqual(new Set(['Inglese', 'Matematica', '']));
    const text = JSON.stringify(seen);
    const hidden = ['Religion', 'A secret plan', 'operation', 'gladly', 'confirmedBy', colleague, beside.classGroupId];
    expect(hidden.filter((word) => text.includes(word))).toEqual([]);

    // One's own school is seen whole, and by a coordinator any.
    for (const who of [partner.teacher, coordinator]) {
      const whole = await calendar(who, partner.schoolId);
      expect(whole.classGroups).toHaveLength(2);
      expect(whole.entries.map(({ subject }) => subject)).toContain('Religion');
      expect(JSON.stringify(whole)).not.toContain('operation');
    }
    expect(await read(own.teacher, other.schoolId)).toBe('not_found');
  });

  it('are not opened by asking alone, and closed when it is over', async () => {
    const { own, other, coordinator } = network;
    const body = { name: 'Letters', classGroupIds: [own.classGroupId, other.classGroupId], note: null };
    const { twinningId } = await ok(own.teacher, twinnings.proposeTwinning, { body });
    expect(await read(own.teacher, other.schoolId)).toBe('not_found');
    expect(await read(other.teacher, own.schoolId)).toBe('not_found');
    const become = (state: string) =>
      ok(coordinator, twinnings.setTwinningState, { params: { twinningId }, body: { state, reason: null } });
    const { mine } = await ok(other.teacher, asks.listAsks, {});
    const askId = mine.find((ask) => ask.twinningId === twinningId)?.askId ?? '';
    await ok(other.teacher, asks.answerAsk, { params: { askId }, body: { answer: 'yes', reason: null } });
    expect(await read(own.teacher, other.schoolId)).toMatchObject({ name: 'Other' });
    await become('paused');
    expect(await names(own.teacher)).toContain('Other (partner)');
    await become('ended');
    expect(await read(own.teacher, other.schoolId)).toBe('not_found');
    expect(await names(own.teacher)).toEqual(['Own', 'Partner (partner)']);
  });

  it('are opened by an agreement that holds, for days and kits', async () => {
    const { own, other, coordinator } = network;
    const today = toWall(Date.now(), 'Europe/Rome').day;
    const needs = ['head'];
    const { agreementId } = await ok(coordinator, agreements.createAgreement, {
      body: {
        title: 'Villages',
        note: '',
        from: toIsoDay(today),
        to: toIsoDay(today + 200),
        schools: [own, other].map(({ schoolId }) => ({ schoolId, needs })),
      },
    });
    const params = { agreementId };
    await ok(coordinator, agreements.proposeAgreement, { params });
    const vote = (who: TestBrowser, schoolId: SchoolId) => {
      const of = { body: 'head', bodyName: null, day: toIsoDay(today), result: 'yes', protocol: '1', note: null };
      return ok(who, agreements.recordVote, { params, body: { schoolId, ...of } });
    };
    await vote(own.head, own.schoolId);
    expect(await read(own.head, other.schoolId)).toBe('not_found');
    await vote(other.head, other.schoolId);
    expect(await read(own.head, other.schoolId)).toMatchObject({
      name: 'Other',
      classGroups: [],
      staff: [],
      entries: [],
    });
    const seen = await calendar(other.teacher, own.schoolId);
    expect(seen).toMatchObject({ classGroups: [], staff: [], rooms: [{ hasKit: true }] });
    // All that is known of its hours is when the room with the kit is taken.
    const hours = seen.entries.map(({ subject, staffIds, roomId }) => ({ subject, staffIds, roomId }));
    expect(hours).toHaveLength(10);
    for (const hour of hours) expect(hour).toEqual({ subject: '', staffIds: [], roomId: own.roomId });
    const body = { schoolId: other.schoolId, reason: 'No more' };
    await ok(other.head, agreements.withdrawSchool, { params, body });
    expect(await read(own.head, other.schoolId)).toBe('not_found');
  });
});
