import type { StaffId } from '@pluriclasse/shared/ids';
import { hourOf, schoolNames, type NoticeKind, type NoticeParams, type Teller } from '../asks/telling.ts';
import type { Whom } from '../asks/Whom.ts';
import type { Db } from '../db/Database.ts';
import type { LessonRow } from '../lessons/LessonEdits.ts';
import { jointOf, type TwinningRecord } from '../twinnings/twinnings.service.ts';
import { namedIn } from './lessonSites.ts';
import type { SeriesRow } from './series.repository.ts';

/** What is told of series and lessons, and to whom. */
export class SeriesTelling {
  readonly #teller: Teller;
  readonly #whom: Whom;

  constructor(deps: { teller: Teller; whom: Whom }) {
    this.#teller = deps.teller;
    this.#whom = deps.whom;
  }

  /** What stands in sentences about a series. */
  params(series: SeriesRow, twinning: TwinningRecord, lessons: readonly LessonRow[]): NoticeParams {
    const coming = lessons.filter(({ over }) => over === 'no');
    const first = coming[0]?.startsAt;
    return {
      title: series.title,
      schools: schoolNames(twinning.participants),
      count: coming.length,
      from: { day: series.firstDay },
      to: { day: series.lastDay },
      first: first === undefined ? '–' : hourOf(first, twinning.participants),
    };
  }

  /** Tells whoever proposed the series. */
  async proposer(
    tx: Db,
    kind: NoticeKind,
    { series, params, dedupeKey }: { series: SeriesRow; params: NoticeParams; dedupeKey?: string },
  ): Promise<void> {
    const to = await this.#whom.coordinators(tx, series.staffId);
    await this.#teller.tell(to, { kind, params, path: seriesPath(series), ...(dedupeKey && { dedupeKey }) }, tx);
  }

  /** Tells teachers and heads of all its schools, and whoever proposed it. */
  async everybody(
    tx: Db,
    kind: NoticeKind,
    about: { series: SeriesRow; twinning: TwinningRecord; params: NoticeParams; but?: StaffId | null },
  ): Promise<void> {
    const { series, twinning, params, but } = about;
    const members = await this.#whom.members(tx, jointOf(twinning).schoolIds);
    const to = [...members.map(({ staffId }) => staffId), ...(await this.#whom.coordinators(tx, series.staffId))];
    await this.#teller.tell(
      to.filter((staffId) => staffId !== but),
      { kind, params, path: seriesPath(series) },
      tx,
    );
  }

  /** Who leads a lesson: those named, or where nobody is, the teachers of the school. */
  async leaders(tx: Db, lesson: Pick<LessonRow, 'sites'>, twinning: TwinningRecord): Promise<StaffId[]> {
    const open = jointOf(twinning).schoolIds.filter(
      (schoolId) => !lesson.sites.some((site) => site.schoolId === schoolId && site.staffIds.length > 0),
    );
    const members = await this.#whom.members(tx, open);
    return [
      ...namedIn(lesson.sites),
      ...members.filter(({ roles }) => roles.includes('teacher')).map(({ staffId }) => staffId),
    ];
  }

  /** Tells those who lead a lesson, and whoever proposed its series. */
  async lesson(
    tx: Db,
    kind: NoticeKind,
    about: {
      lesson: LessonRow;
      twinning: TwinningRecord;
      series: SeriesRow | undefined;
      params?: NoticeParams;
      /** Who did it, and needs no telling. */
      by?: StaffId | null;
      dedupeKey?: string;
    },
  ): Promise<void> {
    const { lesson, twinning, series, params = {}, by, dedupeKey } = about;
    const keepers = series ? await this.#whom.coordinators(tx, series.staffId) : [];
    const to = [...(await this.leaders(tx, lesson, twinning)), ...keepers].filter((staffId) => staffId !== by);
    const usual = { title: lesson.title, at: hourOf(lesson.startsAt, twinning.participants) };
    const told = { kind, params: { ...usual, ...params }, path: lessonPath(lesson) };
    await this.#teller.tell(to, { ...told, ...(dedupeKey && { dedupeKey }) }, tx);
  }

  /** Tells some people of a lesson. */
  async some(tx: Db, to: readonly StaffId[], kind: NoticeKind, lesson: LessonRow, params: NoticeParams): Promise<void> {
    await this.#teller.tell(to, { kind, params: { title: lesson.title, ...params }, path: lessonPath(lesson) }, tx);
  }
}

const seriesPath = ({ seriesId }: SeriesRow): string => `/series/${seriesId}`;
const lessonPath = ({ lessonId }: LessonRow): string => `/lessons/${lessonId}`;
