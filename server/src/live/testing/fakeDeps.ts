import { AppError } from '@pluriclasse/shared/errors';
import type { LessonId } from '@pluriclasse/shared/ids';
import type { LiveDeps } from '../ports.ts';
import type { StoredLesson } from '../StoredLesson.ts';
import { timings, type Timings } from '../timings.ts';
import { classes, lessonPlan, occupantOf } from './demoLesson.ts';
import { FakeCapsules } from './FakeCapsules.ts';
import { FakeMediaRooms } from './FakeMediaRooms.ts';

/** What a lesson told the register, the boards and the planned lessons. */
export interface Told {
  readonly register: string[];
  readonly locked: boolean[];
  readonly ended: LessonId[];
  readonly watching: string[];
}

export type FakeDeps = LiveDeps & {
  readonly media: FakeMediaRooms;
  readonly capsules: FakeCapsules;
  readonly told: Told;
  readonly stored: Map<LessonId, StoredLesson>;
};

/** The rest of the house, for one lesson (`demoLesson.ts`), in memory. */
export function fakeDeps(
  given: Pick<LiveDeps, 'announcer'> & Partial<LiveDeps> & { timing?: Partial<Timings> },
): FakeDeps {
  const { timing, ...replaced } = given;
  const now = given.now ?? Date.now;
  const plan = lessonPlan(now());
  const told: Told = { register: [], locked: [], ended: [], watching: [] };
  const stored = new Map<LessonId, StoredLesson>();
  const quiet = () => undefined;
  return {
    now,
    log: { info: quiet, warn: quiet, error: quiet, debug: quiet },
    plans: {
      find: async (lessonId) => (lessonId === plan.lessonId ? plan : undefined),
      markEnded: async (lessonId) => void told.ended.push(lessonId),
      setWatching: async (_actor, _lessonId, schoolId, watching) => void told.watching.push(`${schoolId} ${watching}`),
    },
    occupants: {
      occupantOf,
      pupilIn: async (pupilId, schoolId, classGroupIds) => {
        if (schoolId !== plan.sites[0]?.schoolId || !classGroupIds.includes(classes[0]))
          throw new AppError('not_found', 'No such pupil');
        return { pupilId, alias: 'Owl', avatar: 'owl' };
      },
    },
    attendance: {
      arrived: ({ kind }, at) => void told.register.push(`${kind} arrived ${at}`),
      left: (_lessonId, _seatId, at) => void told.register.push(`left ${at}`),
      recover: async () => void told.register.push('recovered'),
    },
    store: {
      load: async (lessonId) => stored.get(lessonId),
      save: async (lessonId, state) => void stored.set(lessonId, structuredClone(state)),
    },
    media: new FakeMediaRooms(),
    boards: {
      setLocked: (_boardId, locked) => void told.locked.push(locked),
      stateOf: async () => ({ seq: 0, state: Uint8Array.of(0, 0) }),
      pageOf: async () => null,
      stored: async () => undefined,
      seatLeft: quiet,
      end: quiet,
    },
    capsules: new FakeCapsules(),
    meter: { seats: quiet, lessons: quiet, joined: quiet },
    timings: { ...timings, ...timing },
    iceServers: () => [],
    ...replaced,
    told,
    stored,
  } as FakeDeps; // `replaced` may bring other media, which a test that does so knows
}
