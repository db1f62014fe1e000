import { describe, expect, test } from 'vitest';
import { target } from './plugin.mjs';
import { whyNot } from './layers.mjs';

const refused: [string, string, string][] = [
  ['shared knows no Node', 'shared/src/errors.ts', 'node:fs'],
  ['shared knows no library but zod', 'shared/src/errors.ts', 'pino'],
  ['only the board part of shared knows yjs', 'shared/src/domain/floor.ts', 'yjs'],
  ['client never imports server', 'client/src/app/main.tsx', '@pluriclasse/server/config'],
  ['server never imports sfu', 'server/src/media/SfuLink.ts', '@pluriclasse/sfu/config'],
  ['sfu never imports server', 'sfu/src/control.ts', '../../server/src/config.ts'],
  ['a feature never imports another', 'client/src/features/lobby/Lobby.tsx', '../lesson/Stage.tsx'],
  ['a feature never imports the app', 'client/src/features/lobby/Lobby.tsx', '../../app/router.tsx'],
  ['the live engine has no React', 'client/src/live/LessonStore.ts', 'react'],
  ['the board engine has no React hooks of a library', 'client/src/board/canvas/ink.ts', '@tanstack/react-query'],
  ['live never imports a door', 'server/src/live/LiveLesson.ts', '../signalling/serveLesson.ts'],
  ['a repository never imports a service', 'server/src/people/people.repository.ts', './people.service.ts'],
  [
    "a service never imports another's repository",
    'server/src/lessons/lessons.service.ts',
    '../people/people.repository.ts',
  ],
  ['routes never import a repository', 'server/src/people/people.routes.ts', './people.repository.ts'],
  ['storage never imports a service', 'server/src/storage/DiskStorage.ts', '../people/people.service.ts'],
];

const allowed: [string, string, string][] = [
  ['the board part of shared knows yjs', 'shared/src/board/document.ts', 'yjs'],
  ['everyone imports shared', 'client/src/live/LessonStore.ts', '@pluriclasse/shared/signalling/lesson'],
  ["a service imports another's service", 'server/src/lessons/lessons.service.ts', '../people/people.service.ts'],
  ['a service imports its repository', 'server/src/people/people.service.ts', './people.repository.ts'],
  ['a door imports live', 'server/src/signalling/serveLesson.ts', '../live/LiveLesson.ts'],
  ['a feature imports the live engine', 'client/src/features/lesson/Stage.tsx', '../../live/LessonStore.ts'],
  ['a feature imports itself', 'client/src/features/lesson/stage/Tile.tsx', '../layout.ts'],
  ['the app composes features', 'client/src/app/router.tsx', '../features/lesson/LessonPage.tsx'],
];

describe('who may import whom', () => {
  test.each(refused)('%s', (_, from, specifier) => {
    expect(whyNot(from, target(from, specifier))).toBeTypeOf('string');
  });
  test.each(allowed)('%s', (_, from, specifier) => {
    expect(whyNot(from, target(from, specifier))).toBeUndefined();
  });
});
