import { lessonId } from '../live/testing/demoLesson.ts';
import { expect, test } from 'vitest';
import { SocketAnnouncer } from './SocketAnnouncer.ts';

function announcer() {
  const sent: string[] = [];
  const it = new SocketAnnouncer({
    to: (room) => ({ emit: (name, event) => sent.push(`${room} ${name} ${JSON.stringify(event)}`) }),
  });
  return { it, sent };
}

test('events wait for the reply of the same moment and keep their order', async () => {
  const { it, sent } = announcer();
  const reply = Promise.resolve().then(() => sent.push('reply'));
  it.emit({ to: 'lesson', lessonId }, 'media:lost', {});
  it.emit({ to: 'lobby', lessonId }, 'lesson:ended', { revision: 2 });
  await reply;
  await new Promise(setImmediate);
  expect(sent).toEqual(['reply', `lesson:${lessonId} media:lost {}`, `lobby:${lessonId} lesson:ended {"revision":2}`]);
});

test('a flush sends what waits at once, and once', async () => {
  const { it, sent } = announcer();
  it.emit({ to: 'lesson', lessonId }, 'media:lost', {});
  it.flush();
  expect(sent).toHaveLength(1);
  await new Promise(setImmediate);
  expect(sent).toHaveLength(1);
});
