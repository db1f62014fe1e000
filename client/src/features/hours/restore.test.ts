import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import { expect, it } from 'vitest';
import { firstDraft, firstHours, wishOf, type WishedClass } from './draft.ts';
import { draftOfWish } from './restore.ts';

const of = (schoolId: string, classGroupId: string): WishedClass => ({
  schoolId,
  school: schoolId,
  timeZone: 'Europe/Rome',
  classGroupId,
  name: classGroupId,
});
const classes = [of('a', '3'), of('b', '4'), of('a', '5')];

it('a form comes back from the wish that was made of it', () => {
  const draft = {
    ...firstDraft([classes[0]!, classes[1]!], toDayNumber('2026-11-22')),
    minutes: 40,
    everyWeeks: 2 as const,
    mayDisplace: { b: ['Art'] },
    roomIds: { a: ['r'] },
    staffIds: { a: ['t'] },
    noticeDays: 7,
    bufferBefore: 5,
    forbidden: [
      { ...firstHours, weekday: 3, why: 'The bus' },
      { ...firstHours, schoolId: 'a' },
    ],
    preferred: [firstHours],
  };
  expect(draftOfWish(wishOf(draft), classes)).toEqual(draft);
});

it('hours of several days are a row each; a class that is gone is left out', () => {
  const wish = wishOf(firstDraft(classes, toDayNumber('2026-11-22')));
  const hours = { schoolId: null, weekdays: [1, 3], start: '08:00', end: '09:00', why: null };
  const draft = draftOfWish({ ...wish, forbidden: [hours] }, classes.slice(0, 2));
  expect(draft.forbidden.map(({ weekday }) => weekday)).toEqual([1, 3]);
  expect(draft.classes.map(({ classGroupId }) => classGroupId)).toEqual(['3', '4']);
});
