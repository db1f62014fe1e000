import type { Seat, Site, LessonState, Hand } from '@pluriclasse/shared/signalling/state';
import { LessonState as LessonStateSchema } from '@pluriclasse/shared/signalling/state';

/** A lesson of three schools for tests: parsed by the schema itself, so that it can't drift from it. */
const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export const uuid = id;

type Loose<T> = { [K in keyof T]?: unknown };

export function aSeat(n: number, school: number, kind: Seat['kind'], more: Loose<Seat> = {}): unknown {
  const occupant =
    kind === 'desk'
      ? { kind: 'staff', staffId: id(500 + n), name: `Teacher ${n}` }
      : kind === 'kit'
        ? { kind: 'room', name: `Room ${n}` }
        : { kind: 'pupil', pupilId: id(600 + n), alias: `Pupil ${n}`, avatar: 'fox', classGroupId: id(300 + school) };
  const streams =
    kind === 'companion'
      ? []
      : [
          { source: 'microphone', paused: kind !== 'kit' },
          ...(kind === 'home' ? [] : [{ source: 'camera', paused: false }]),
        ];
  return {
    seatId: id(n),
    schoolId: id(100 + school),
    kind,
    occupant,
    presence: { kind: 'here' },
    streams,
    receiveLevel: 'all',
    link: 'good',
    joinedAt: 1,
    ...more,
  };
}

export function aSite(school: number, name: string): Site {
  return {
    schoolId: id(100 + school),
    name,
    town: name,
    timeZone: 'Europe/Rome',
    order: school - 1,
    classes: [{ classGroupId: id(300 + school), name: '3–4', level: 'A1' }],
    pupils: 10,
  } as unknown as Site; // parsed with the whole state below
}

export function aHand(n: number, school: number, alias: string): Hand {
  const hand = {
    handId: id(700 + n),
    schoolId: id(100 + school),
    pupil: { pupilId: id(600 + n), alias, avatar: 'owl' },
    raisedAt: 10,
  };
  return hand as unknown as Hand; // parsed with the whole state
}

export function aLesson(seats: unknown[], more: Loose<LessonState> = {}): LessonState {
  return LessonStateSchema.parse({
    lessonId: id(900),
    title: 'In our village',
    revision: 7,
    startsAt: 0,
    endsAt: 3_600_000,
    sites: [aSite(1, 'Roccaverde'), aSite(2, 'Valea Mică'), aSite(3, 'Torrealta')],
    seats,
    waiting: [],
    floor: { open: true, turn: null, queue: [], watching: [], talk: [], reason: 'empty' },
    plan: { phases: [], current: 0, since: 0, extra: 0 },
    wall: { open: false, messages: [] },
    stage: { show: 'people' },
    recording: { kind: 'off', may: true, refusing: [] },
    board: { boardId: id(901), locked: false },
    ...more,
  });
}
