import * as lessons from '@pluriclasse/shared/api/lessons';
import * as api from '@pluriclasse/shared/api/series';
import * as templates from '@pluriclasse/shared/api/templates';
import { addStaff, ok } from '../../support/server/network.ts';
import { proposeSeries, seriesBody, tuesdays } from '../../support/server/series.ts';
import { staffIdOf } from '../../support/server/timetable.ts';
import { giveWeeks } from '../../support/server/wishes.ts';
import type { Row, Stage } from './Row.ts';

const HOUR = 3_600_000;

/** Series, changes of single lessons, templates of plans. Columns as in the table. */
export function seriesRows(stage: Stage): Row[] {
  // Rows about timetables close days of the first weeks.
  const free = tuesdays(60).slice(5);
  let weeks: Promise<void> | undefined;
  /** A Tuesday that nobody has taken. */
  const start = async () => {
    await (weeks ??= giveWeeks(stage().server, stage().network));
    return free.shift() ?? 0;
  };
  const series = async () => {
    const { series: made } = await proposeSeries(stage().network, [await start()]);
    return { seriesId: made.seriesId };
  };
  /** Made by hand, five days ahead. */
  const lesson = async (hours = 120) => {
    await (weeks ??= giveWeeks(stage().server, stage().network));
    const { own, twinningId } = stage().network;
    const startsAt = Date.now() + hours * HOUR;
    const body = { twinningId, title: 'L', plan: [], startsAt, endsAt: startsAt + HOUR };
    return { lessonId: (await ok(own.teacher, lessons.createLesson, { body })).lessonId };
  };
  const template = async (shared = false) => {
    const body = { name: 'Kept', plan: [], shared };
    return { templateId: (await ok(stage().network.own.teacher, templates.createTemplate, { body })).templateId };
  };
  const ofOwn = () => ({ schoolId: stage().network.own.schoolId });
  const colleague = async () => {
    const { admin, own } = stage().network;
    return staffIdOf(await addStaff(stage().server, admin, own.schoolId, ['teacher']));
  };

  return [
    //                                   N T H pT oT Co Ad K C Ho
    [
      api.createSeries,
      /*             */ 'u x f x  n  x  f  n n n',
      async () => ({ body: seriesBody(stage().network, [await start()]) }),
    ],
    [api.listSeries, /*               */ 'u x x x  x  x  x  f f f'],
    [api.listScheduled, /*            */ 'u x x x  x  x  x  f f f'],
    [api.readSeries, /*               */ 'u x x x  n  x  x  n n n', async () => ({ params: await series() })],
    [api.proposeSeriesAgain, /*       */ 'u x f x  n  x  f  n n n', async () => ({ params: await series(), body: {} })],
    [
      api.withdrawSeries,
      /*           */ 'u x f x  n  x  f  n n n',
      async () => ({ params: await series(), body: { reason: null } }),
    ],
    [
      api.applyTemplateToSeries, //      N T H pT oT Co Ad K C Ho
      /*    */ 'u x f x  n  x  f  n n n',
      async () => ({ params: await series(), body: { ...(await template(true)), all: true } }),
    ],
    [
      api.moveLesson,
      /*               */ 'u x f x  n  x  f  f f f',
      async () => ({ params: await lesson(), body: { startsAt: Date.now() + 150 * HOUR } }),
    ],
    [api.withdrawMove, /*             */ 'u x f x  n  x  f  f f f', async () => ({ params: await lesson() })],
    [api.postponeLesson, /*           */ 'u x f x  n  x  f  f f f', async () => ({ params: await lesson() })],
    [
      api.undoCancelLesson, //           N T H pT oT Co Ad K C Ho
      /*         */ 'u x f x  n  x  f  f f f',
      async () => {
        const params = await lesson();
        await ok(stage().network.own.teacher, lessons.cancelLesson, { params, body: {} });
        return { params };
      },
    ],
    [
      api.watchLesson,
      /*              */ 'u x x f  n  x  f  f f f',
      async () => ({ params: await lesson(), body: { ...ofOwn(), watchOnly: true } }),
    ],
    [
      api.listSubstitutes,
      /*          */ 'u x x f  n  x  f  f f f',
      async () => ({ params: await lesson(), query: ofOwn() }),
    ],
    [
      api.substituteTeacher, //          N T H pT oT Co Ad K C Ho
      /*        */ 'u x x f  n  x  f  f f f',
      async () => ({ params: await lesson(), body: { ...ofOwn(), instead: null, staffId: await colleague() } }),
    ],
    [templates.listTemplates, /*      */ 'u x x x  x  x  x  f f f'],
    [
      templates.createTemplate,
      /*     */ 'u x f x  x  x  f  f f f',
      () => ({ body: { name: 'T', plan: [], shared: false } }),
    ],
    [
      templates.updateTemplate,
      /*     */ 'u x n n  n  n  n  n n n',
      async () => ({ params: await template(), body: { name: 'U' } }),
    ],
    [templates.deleteTemplate, /*     */ 'u x n n  n  n  n  n n n', async () => ({ params: await template() })],
    [
      templates.saveLessonAsTemplate, // N T H pT oT Co Ad K C Ho
      /*      */ 'u x f x  n  x  f  f f f',
      () => ({ params: { lessonId: stage().network.lessonId }, body: { name: 'T', shared: false } }),
    ],
  ];
}
