import * as api from '@pluriclasse/shared/api/lessons';
import type { Now } from '@pluriclasse/shared/time';
import type { Serve } from '../http/serve.ts';
import type { Attendance } from './Attendance.ts';
import type { Lessons } from './lessons.service.ts';

interface Services {
  readonly lessons: Lessons;
  readonly attendance: Attendance;
}

export function lessonRoutes(serve: Serve, { lessons, attendance }: Services, now: Now): void {
  serve(api.listLessons, async ({ actor, query }) => ({
    lessons: await lessons.list(actor, query),
    serverTime: now(),
  }));
  serve(api.countLessonsAhead, async ({ actor, params, query }) => ({
    count: await lessons.countAhead(actor, params.schoolId, query.classGroupId),
  }));
  serve(api.createLesson, ({ actor, body }) => lessons.create(actor, body));
  serve(api.readLesson, ({ actor, params }) => lessons.read(actor, params.lessonId));
  serve(api.readAttendance, async ({ actor, params }) => ({ spans: await attendance.read(actor, params.lessonId) }));
  serve(api.readNextLesson, async ({ actor }) => ({ lesson: await lessons.next(actor), serverTime: now() }));
}
