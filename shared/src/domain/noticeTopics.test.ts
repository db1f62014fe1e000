import { expect, it } from 'vitest';
import { NoticeKind } from '../api/notices.ts';
import { isAlwaysTold, NoticeTopic, topicOf } from './noticeTopics.ts';

it('every topic has a kind', () => {
  expect(new Set(NoticeKind.options.map(topicOf))).toEqual(new Set(NoticeTopic.options));
});

it('what needs an answer is always told', () => {
  const asks: NoticeKind[] = NoticeKind.options.filter((kind) =>
    /-(asked|approve|headless|proposed|reminder|blocked)$/.test(kind),
  );
  expect(asks).toHaveLength(8);
  expect(asks.filter((kind) => !isAlwaysTold(topicOf(kind)))).toEqual([]);
});

it('what only tells that something is settled need not be', () => {
  expect(NoticeTopic.options.filter((topic) => !isAlwaysTold(topic))).toEqual([
    'refusals',
    'agreed',
    'endings',
    'timetable',
  ]);
});
