import type { Now } from '@pluriclasse/shared/time';
import type { Asks } from '../asks/asks.service.ts';
import type { Teller } from '../asks/telling.ts';
import type { Whom } from '../asks/Whom.ts';
import type { Bus } from '../bus/Bus.ts';
import type { Db } from '../db/Database.ts';
import { LessonEdits } from '../lessons/LessonEdits.ts';
import type { Lessons } from '../lessons/lessons.service.ts';
import type { Log } from '../log.ts';
import type { SchoolChanges } from '../schools/SchoolChanges.ts';
import type { Claims } from '../timetables/claims.service.ts';
import type { Timetables } from '../timetables/timetables.service.ts';
import type { AgreementsInForce } from '../twinnings/ports.ts';
import type { Twinnings } from '../twinnings/twinnings.service.ts';
import { LessonChanges } from './LessonChanges.ts';
import { LessonTime } from './LessonTime.ts';
import { Moves } from './Moves.ts';
import { OpenMoves } from './OpenMoves.ts';
import { Rechecks } from './Rechecks.ts';
import { SeriesService } from './series.service.ts';
import { SeriesApproval } from './SeriesApproval.ts';
import { SeriesEnding } from './SeriesEnding.ts';
import { SeriesTelling } from './SeriesTelling.ts';
import { SeriesViews } from './SeriesViews.ts';

interface Parts {
  readonly db: Db;
  readonly bus: Bus;
  readonly log: Log;
  readonly now: Now;
  readonly twinnings: Twinnings;
  readonly timetables: Timetables;
  readonly agreements: AgreementsInForce;
  readonly lessons: Lessons;
  readonly claims: Claims;
  readonly asks: Asks;
  readonly teller: Teller;
  readonly whom: Whom;
  readonly changes: SchoolChanges;
}

/** Makes what series consist of: part of the wiring of `services.ts`. */
export function createSeriesServices(parts: Parts) {
  const { teller, whom } = parts;
  const edits = new LessonEdits(parts);
  const telling = new SeriesTelling({ teller, whom });
  const openMoves = new OpenMoves({ asks: parts.asks, telling });
  const common = { ...parts, edits, telling, openMoves };
  const rechecks = new Rechecks(common);
  const approval = new SeriesApproval({ ...common, rechecks });
  const views = new SeriesViews({ ...common, approval });
  const ending = new SeriesEnding(common);
  const series = new SeriesService({ ...common, views, ending });
  const lessonTime = new LessonTime(common);
  const moves = new Moves({ ...common, series, lessonTime, rechecks });
  const lessonChanges = new LessonChanges({ ...common, series, lessonTime, rechecks });
  return { edits, rechecks, approval, series, moves, lessonChanges };
}
