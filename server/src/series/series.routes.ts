import { cancelLesson, updateLesson } from '@pluriclasse/shared/api/lessons';
import * as api from '@pluriclasse/shared/api/series';
import type { Serve } from '../http/serve.ts';
import type { LessonChanges } from './LessonChanges.ts';
import type { Moves } from './Moves.ts';
import type { SeriesService } from './series.service.ts';

interface Services {
  readonly series: SeriesService;
  readonly moves: Moves;
  readonly lessonChanges: LessonChanges;
}

export function seriesRoutes(serve: Serve, { series, moves, lessonChanges }: Services): void {
  serve(api.createSeries, ({ actor, body }) => series.create(actor, body));
  serve(api.listSeries, async ({ actor, query }) => ({ series: await series.list(actor, query.twinningId) }));
  serve(api.listScheduled, async ({ actor }) => ({ twinningIds: await series.scheduled(actor) }));
  serve(api.readSeries, ({ actor, params }) => series.read(actor, params.seriesId));
  serve(api.proposeSeriesAgain, ({ actor, params, body }) => series.proposeAgain(actor, params.seriesId, body.starts));
  serve(api.withdrawSeries, ({ actor, params, body }) => series.withdraw(actor, params.seriesId, body.reason));

  serve(api.moveLesson, ({ actor, params, body }) => moves.move(actor, params.lessonId, body.startsAt));
  serve(api.withdrawMove, ({ actor, params }) => moves.withdraw(actor, params.lessonId));
  serve(api.postponeLesson, ({ actor, params }) => moves.postpone(actor, params.lessonId));

  serve(updateLesson, ({ actor, params, body }) => lessonChanges.update(actor, params.lessonId, body));
  serve(cancelLesson, ({ actor, params, body }) => lessonChanges.cancel(actor, params.lessonId, body.reason ?? null));
  serve(api.undoCancelLesson, ({ actor, params }) => lessonChanges.undoCancel(actor, params.lessonId));
  serve(api.watchLesson, ({ actor, params, body: { schoolId, watchOnly } }) =>
    lessonChanges.watch(actor, params.lessonId, schoolId, watchOnly),
  );
  serve(api.listSubstitutes, async ({ actor, params, query }) => ({
    substitutes: await lessonChanges.substitutes(actor, params.lessonId, query.schoolId),
  }));
  serve(api.substituteTeacher, ({ actor, params, body }) => lessonChanges.substitute(actor, params.lessonId, body));
}
