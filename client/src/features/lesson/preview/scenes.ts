import { SchoolId } from '@pluriclasse/shared/ids';
import type { LessonState } from '@pluriclasse/shared/signalling/state';
import { Instant } from '@pluriclasse/shared/time';
import { aHand, aLesson, aSeat, uuid } from '../../../live/testing/lesson.ts';

const minute = 60_000;

/** Moments of a lesson to look at; named by the address' hash. */
export const scenes = ['lesson', 'board', 'empty', 'narrow', 'away', 'long', 'quiet', 'turn', 'many'] as const;
export type Scene = (typeof scenes)[number];

/** What a scene's recording may be: `?recording=never` is a lesson with a school that does not record. */
export const recordings = ['off', 'never', 'on', 'disk-full', 'not-writable', 'lost'] as const;
export type SceneRecording = (typeof recordings)[number];
export function sceneRecording(word: SceneRecording | undefined, now: number): LessonState['recording'] {
  if (word === undefined || word === 'off') return { kind: 'off', may: true, refusing: [] };
  if (word === 'never') return { kind: 'off', may: false, refusing: [SchoolId.parse(uuid(102))] };
  return { kind: 'on', since: Instant.parse(now - 12 * minute), trouble: word === 'on' ? null : word };
}

const phases = (long: boolean) =>
  [
    ['Hello, schools!', 5],
    ['New words: places', 8],
    [long ? 'A coppie: chiediamo e indichiamo la strada più breve' : 'Pairs: ask the way', 10],
    ['Show and tell', 7],
    ['Goodbye song', 5],
  ].map(([title, minutes], n) => ({ phaseId: uuid(400 + n), title, minutes }));

const pupil = (alias: string, avatar: string, n: number) => ({
  kind: 'pupil',
  pupilId: uuid(600 + n),
  alias,
  avatar,
  classGroupId: uuid(301),
});

export function sceneLesson(scene: Scene, now: number): LessonState {
  const long = scene === 'long';
  const first = long ? 'Scuola primaria di Castelvecchio di Rocca Barbena' : 'Roccaverde';
  const away = scene === 'away' ? { presence: { kind: 'away', until: now + 90_000 } } : {};
  const seats =
    scene === 'empty'
      ? [aSeat(1, 1, 'desk'), aSeat(2, 1, 'kit'), aSeat(6, 1, 'companion'), aSeat(8, 1, 'home')]
      : [
          aSeat(1, 1, 'desk', { occupant: { kind: 'staff', staffId: uuid(501), name: 'Ms Bianchi' } }),
          aSeat(2, 1, 'kit'),
          aSeat(3, 2, 'kit', away),
          aSeat(4, 2, 'desk', {
            occupant: { kind: 'staff', staffId: uuid(504), name: long ? 'Ms Ioana-Cristina Rusu-Popescu' : 'Ms Rus' },
          }),
          aSeat(5, 3, 'kit', { link: 'slow' }),
          aSeat(6, 1, 'companion', { occupant: pupil(long ? 'Massimiliano' : 'Elio', 'owl', 6) }),
          aSeat(8, 1, 'home', { occupant: pupil('Tea', 'rabbit', 8) }),
          ...(scene === 'many' ? [aSeat(9, 3, 'desk'), aSeat(10, 2, 'desk'), aSeat(11, 3, 'desk')] : []),
        ];
  const mine = { ...aHand(6, 1, long ? 'Massimiliano' : 'Elio') };
  const theirs = aHand(20, 2, long ? 'Ilinca-Maria' : 'Ilinca');
  const quiet = scene === 'quiet' || scene === 'empty';
  const floor = {
    open: scene !== 'quiet',
    turn: quiet
      ? null
      : {
          turnId: uuid(800),
          hand: scene === 'turn' ? mine : { ...theirs, pupil: { ...theirs.pupil, avatar: 'fox' } },
          since: now - 40_000,
          spoken: 38_000,
        },
    queue:
      quiet || scene === 'turn'
        ? []
        : [
            { ...mine, raisedAt: now - 80_000 },
            { ...aHand(21, 3, 'Pau'), raisedAt: now - 70_000 },
            { ...aHand(22, 2, 'Matei'), raisedAt: now - 45_000 },
            { ...aHand(23, 3, 'Leire'), raisedAt: now - 20_000 },
          ],
    watching: [],
    talk: [1, 2, 3].map((n) => ({ schoolId: uuid(100 + n), spoken: [22_000, 47_000, 31_000][n - 1] })),
    reason: quiet || scene === 'turn' ? 'empty' : 'spoken-least',
  };
  const lesson = aLesson(seats, {
    startsAt: now - 20 * minute,
    endsAt: now + 25 * minute,
    floor,
    waiting:
      scene === 'lesson' || scene === 'many'
        ? [{ seatId: uuid(77), schoolId: uuid(101), kind: 'home', occupant: pupil('Nico', 'dog', 77), since: now }]
        : [],
    plan: {
      phases: scene === 'empty' ? [] : phases(long),
      current: scene === 'empty' ? 0 : 2,
      since: now - 5.5 * minute,
      extra: 0,
    },
    stage: { show: scene === 'board' ? 'board' : 'people' },
    wall: {
      open: true,
      messages: quiet
        ? []
        : [
            {
              messageId: uuid(950),
              schoolId: uuid(102),
              author: pupil('Ilinca', 'fox', 20),
              text: 'Where is your school?',
              at: now,
            },
            {
              messageId: uuid(951),
              schoolId: uuid(103),
              author: pupil('Pau', 'whale', 21),
              text: 'Next to the river!',
              at: now,
            },
          ],
    },
  });
  const [site, ...rest] = lesson.sites;
  return site ? { ...lesson, sites: [{ ...site, name: first }, ...rest] } : lesson;
}
