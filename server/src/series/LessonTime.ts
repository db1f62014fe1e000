import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import type { LessonId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { LessonEdits, LessonRow } from '../lessons/LessonEdits.ts';
import type { AgreementsInForce, SchoolCalendars } from '../twinnings/ports.ts';
import { jointOf, type TwinningRecord } from '../twinnings/twinnings.service.ts';
import { agreedDays } from './agreedDays.ts';
import { PlannedTime } from './PlannedTime.ts';
import type { SeriesRow } from './series.repository.ts';

const MINUTE = 60_000;

interface Deps {
  readonly now: Now;
  readonly timetables: SchoolCalendars;
  readonly agreements: AgreementsInForce;
  readonly edits: LessonEdits;
}

/** Schools' time around one lesson, its own claims left out, and the wish that it is held against. */
export interface AroundLesson {
  readonly time: PlannedTime;
  readonly wish: Wish;
  /** Starts of the coming lessons of its series, or of its twinning. */
  readonly taken: readonly number[];
}

/** Finds what is needed to look at other hours for a lesson. */
export class LessonTime {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async around(lesson: LessonRow, twinning: TwinningRecord, series: SeriesRow | undefined): Promise<AroundLesson> {
    const { now, timetables, agreements, edits } = this.#deps;
    const own: LessonId[] = [lesson.lessonId];
    const { calendars } = await timetables.calendars(jointOf(twinning).schoolIds, own);
    const others = series ? await edits.ofSeries(series.seriesId) : await edits.comingOf(twinning.twinningId, now());
    const taken = others.filter(({ over }) => over === 'no').map(({ startsAt }) => startsAt);
    const wish = series?.wish ?? handMade(lesson, twinning, calendars);
    const isAgreed = series && (await agreedDays(agreements, series, twinning));
    return { time: new PlannedTime(calendars, now(), isAgreed), wish, taken };
  }
}

/** What a lesson made by hand asks for: its classes, whoever teaches them, whatever subject it takes. */
function handMade(lesson: LessonRow, { participants }: TwinningRecord, calendars: readonly SchoolCalendar[]): Wish {
  const day = toIsoDay(Math.floor(lesson.startsAt / 86_400_000));
  const sites = participants.flatMap(({ school: { schoolId }, classes }) => {
    const classGroupIds = classes.filter(({ putAwayAt }) => putAwayAt === null).map((one) => one.classGroupId);
    const entries = calendars.find((one) => one.schoolId === schoolId)?.entries ?? [];
    const mayDisplace = [...new Set(entries.map(({ subject }) => subject))];
    return classGroupIds.length > 0
      ? [{ schoolId, classGroupIds, staffIds: [], teachersNeeded: 1, roomIds: [], mayDisplace }]
      : [];
  });
  return {
    wishId: lesson.lessonId,
    sites,
    minutes: Math.round((lesson.endsAt - lesson.startsAt) / MINUTE),
    bufferBefore: 0,
    bufferAfter: 0,
    cadence: { everyWeeks: 1, perWeek: 1 },
    from: day,
    to: day,
    noticeHours: 0,
    forbidden: [],
    preferred: [],
  };
}
