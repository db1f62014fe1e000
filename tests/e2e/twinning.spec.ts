import { listLessons, type Lesson } from '@pluriclasse/shared/api/lessons';
import { createClass, createRoom, listSchools, pairDevice, updateSchool } from '@pluriclasse/shared/api/schools';
import { signIn as signInCall, startPairing } from '@pluriclasse/shared/api/sessions';
import {
  changeEntries,
  createBells,
  createClosure,
  deleteAbsence,
  deleteBells,
  deleteClosure,
  readTimetable,
  setAvailability,
  updateSchoolYear,
} from '@pluriclasse/shared/api/timetables';
import { createTwinning } from '@pluriclasse/shared/api/twinnings';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import type { Closure } from '@pluriclasse/shared/calendar/model';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { SchoolId, TwinningId } from '@pluriclasse/shared/ids';
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { expectFrames } from '../support/lesson/expectMedia.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { SeatPage } from '../support/lesson/SeatPage.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { Api } from '../support/product/Api.ts';
import type { DemoPerson } from '../support/product/demo.ts';
import { middayZones } from '../support/product/middayZones.ts';
import { Product } from '../support/product/Product.ts';
import { weekAround } from '../support/product/weekAround.ts';

const MINUTE = 60_000;
const title = 'Rivers';

test.describe('a series of lessons, from two timetables to a classroom', () => {
  test.setTimeout(300_000);
  let product: Product;
  let admin: Api;
  /** When English begins at both schools, five to ten minutes on: soon enough to join, late enough to be agreed upon. */
  const hour = Math.ceil((Date.now() + 5 * MINUTE) / (5 * MINUTE)) * 5 * MINUTE;
  const zones = middayZones(hour);
  const schools: { schoolId: SchoolId; name: string; table: string; teacher: DemoPerson; head: DemoPerson }[] = [];
  let twinningId: TwinningId;

  test.beforeAll(async () => {
    product = await Product.create();
    admin = await apiOf(product.demo.admin);
    const coordinator = await apiOf(product.demo.coordinator);
    const { schools: all } = await admin.call(listSchools, {});
    const classGroupIds = [];
    for (const [n, { name, teachers }] of product.demo.schools.entries()) {
      const { schoolId } = the(all.find((one) => one.name === name));
      const [teacher, head] = teachers;
      // A class and a room of their own: the demo's lesson, which is always on, has the others.
      const group = await newClass(schoolId, await apiOf(teacher));
      const zone = zones[n] ?? 'UTC';
      const week = weekAround(hour, zone, group.name, teacher.name);
      await admin.call(updateSchool, { params: { schoolId }, body: { timeZone: zone } });
      await emptyTimetable(schoolId, week.bells);
      schools.push({ schoolId, name, table: week.table, teacher, head });
      classGroupIds.push(group.classGroupId);
    }
    ({ twinningId } = await coordinator.call(createTwinning, { body: { name: 'Two valleys', classGroupIds } }));
  });
  test.afterAll(() => product?.stop());

  async function apiOf({ email, password }: DemoPerson): Promise<Api> {
    const api = new Api(product.baseUrl);
    await api.call(signInCall, { body: { email, password } });
    return api;
  }

  /** A class that always is in a room with a kit. */
  async function newClass(schoolId: SchoolId, teacher: Api) {
    const params = { schoolId };
    const { roomId } = await admin.call(createRoom, { params, body: { name: 'Valley room' } });
    const { code } = await new Api(product.baseUrl).call(startPairing);
    await teacher.call(pairDevice, { params, body: { code, name: 'Kit', purpose: 'kit', roomId } });
    const body = { name: 'Valley class', grades: [5], level: 'A1', roomId } as const;
    return teacher.call(createClass, { params, body: { ...body, grades: [...body.grades] } });
  }

  /** A school that has told nothing but its bells. */
  async function emptyTimetable(schoolId: SchoolId, bells: ReturnType<typeof weekAround>['bells']): Promise<void> {
    const params = { schoolId };
    let { revision, ...known } = await admin.call(readTimetable, { params });
    const next = async (change: Promise<{ revision: number }>) => ({ revision } = await change);
    const remove = known.entries.map(({ entryId }) => entryId);
    await next(admin.call(changeEntries, { params, body: { revision, add: [], change: [], remove } }));
    for (const { closureId } of known.closures)
      await next(admin.call(deleteClosure, { params: { schoolId, closureId }, body: { revision } }));
    for (const { bellScheduleId } of known.bells)
      await next(admin.call(deleteBells, { params: { schoolId, bellScheduleId }, body: { revision } }));
    for (const { staffId, absences, availability } of known.staff) {
      for (const { absenceId } of absences)
        await next(admin.call(deleteAbsence, { params: { schoolId, staffId, absenceId }, body: { revision } }));
      if (availability.length > 0)
        await next(
          admin.call(setAvailability, { params: { schoolId, staffId }, body: { revision, availability: [] } }),
        );
    }
    const year = { weekdays: bells.weekdays, known: { from: null, to: null }, weekPattern: null };
    await next(admin.call(updateSchoolYear, { params, body: { revision, ...year } }));
    await next(admin.call(createBells, { params, body: { revision, bells } }));
  }

  const lessonsOf = async (): Promise<Lesson[]> => {
    const query = { from: hour - 60 * MINUTE, to: hour + 60 * 24 * 60 * MINUTE };
    const { lessons } = await admin.call(listLessons, { query });
    return lessons.filter((lesson) => lesson.twinningId === twinningId);
  };

  test('imported, found, proposed, agreed, held; and moved when a school closes', async ({ page, browser }) => {
    await signIn(page, product.baseUrl, product.demo.coordinator);

    await test.step('the coordinator imports both timetables', async () => {
      for (const { schoolId, name, table } of schools) {
        await page.goto(`${product.baseUrl}/schools/${schoolId}/timetable/import`);
        const file = { name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(table) };
        await page.locator('input[type=file]').setInputFiles(file);
        await page.getByRole('button', { name: /^Apply \d+ changes?$/ }).click();
        await expect(page.getByText('This is applied.')).toBeVisible();
        const { entries } = await admin.call(readTimetable, { params: { schoolId } });
        expect(entries.filter(({ subject }) => subject === 'English')).toHaveLength(7);
      }
    });

    await test.step('finds an hour that both have', async () => {
      await page.goto(`${product.baseUrl}/hours?twinning=${twinningId}`);
      const today = toWall(hour, zones[0]).day;
      await page.getByLabel('From').fill(toIsoDay(today));
      // Four dates of today's weekday, three of every other.
      await page.getByLabel('To', { exact: true }).fill(toIsoDay(today + 21));
      await page.getByRole('radio', { name: '40' }).check({ force: true });
      await page.getByLabel('Notice', { exact: true }).selectOption('None: today is fine');
      await page.getByRole('button', { name: 'Find hours' }).click();
      const best = page.getByRole('listitem').filter({ hasText: '4 of 4 dates hold' }).first();
      await expect(best).toBeVisible();
      expect(await axeFaults(page)).toEqual([]);
      await best.getByRole('button', { name: 'Choose' }).click();
      await page.getByRole('button', { name: 'Propose this series' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Title of the lessons').fill(title);
      await dialog.getByRole('button', { name: 'Propose this series' }).click();
      await expect(page.getByRole('region', { name: title })).toBeVisible();
      await expect(page.getByText('proposed', { exact: true })).toHaveCount(4);
      expect(await axeFaults(page)).toEqual([]);
      const [first] = await lessonsOf();
      expect(first?.startsAt).toBe(hour);
    });

    await test.step('both teachers accept, then both heads approve', async () => {
      const answer = async (person: DemoPerson) => {
        const other = await browser.newContext({ locale: 'en-GB', baseURL: product.baseUrl });
        const hers = await other.newPage();
        await signIn(hers, product.baseUrl, person);
        await sayYes(hers);
        await other.close();
      };
      for (const { teacher } of schools) await answer(teacher);
      for (const { head } of schools) await answer(head);
      await expect
        .poll(async () => (await lessonsOf()).map(({ agreed }) => agreed))
        .toEqual(Array(4).fill('confirmed'));
      await page.reload();
      await expect(page.getByText('confirmed', { exact: true })).toHaveCount(3);
      // Its doors open ten minutes before.
      await expect(page.getByText('is open', { exact: true })).toHaveCount(1);
    });

    await test.step('the lesson has opened by itself; both desks join and see each other', async () => {
      const [first] = await lessonsOf();
      const { lessonId } = the(first);
      const [a, b] = await Promise.all(
        schools.map(async ({ teacher }, n) => {
          const media = n === 0 ? seatMedia.deskA : seatMedia.deskB;
          const seat = await SeatPage.create({ baseUrl: product.baseUrl, media });
          await signIn(seat.page, product.baseUrl, teacher);
          await seat.page.goto(`/lesson/${lessonId}`);
          await seat.join();
          return seat;
        }),
      );
      await expectFrames(the(a).page, [seatMedia.deskB]);
      await expectFrames(the(b).page, [seatMedia.deskA]);
      await Promise.all([the(a).close(), the(b).close()]);
    });

    await test.step('a school closes on a date to come: only that lesson proposes to move', async () => {
      const [, second, ...others] = await lessonsOf();
      const { lessonId, startsAt } = the(second);
      const { schoolId, name } = the(schools[1]);
      const day = toIsoDay(toWall(startsAt, zones[1]).day);
      const { revision } = await admin.call(readTimetable, { params: { schoolId } });
      const closure: Omit<Closure, 'closureId'> = {
        kind: 'municipal',
        name: 'Fair day',
        from: day,
        to: day,
        hours: null,
        classGroupIds: [],
      };
      await admin.call(createClosure, { params: { schoolId }, body: { revision, closure } });
      await expect.poll(async () => (await lessonsOf())[1]?.agreed).toBe('proposed');
      expect((await lessonsOf()).slice(2).map(({ agreed }) => agreed)).toEqual(others.map(() => 'confirmed'));
      await page.reload();
      await page.getByRole('link', { name: '3 other hours' }).click();
      await expect(page.getByRole('region', { name: 'This hour does not hold any more' })).toContainText(
        `Fair day, ${name}`,
      );
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('region', { name: 'This hour does not hold any more' }).getByRole('button').first().click();
      await expect(page.getByText('The lesson has moved. Everybody is told.')).toBeVisible();
      await expect
        .poll(async () => {
          const moved = (await lessonsOf()).find((lesson) => lesson.lessonId === lessonId);
          return moved && moved.startsAt !== startsAt && moved.blocked === null;
        })
        .toBe(true);
    });
  });
});

/** Answers the first question that waits, as its own page asks it. */
async function sayYes(page: Page): Promise<void> {
  await page.goto('/asks');
  await page.getByRole('region', { name: 'Waiting for you' }).getByRole('link', { name: 'Answer' }).first().click();
  await page.getByRole('button', { name: 'Yes, I agree' }).click();
  await expect(page.getByText(/said yes/)).toBeVisible();
}

function the<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('What the journey needs is missing');
  return value;
}
