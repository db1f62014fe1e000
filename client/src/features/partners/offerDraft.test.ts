import { ClassOffer } from '@pluriclasse/shared/domain/offers';
import { ClassGroupId, SchoolId } from '@pluriclasse/shared/ids';
import { expect, it } from 'vitest';
import { draftOf, offerOf, readTopics } from './offerDraft.ts';

const group = {
  classGroupId: ClassGroupId.parse('00000000-0000-4000-8000-000000000011'),
  schoolId: SchoolId.parse('00000000-0000-4000-8000-000000000001'),
  name: '3–4',
  grades: [3, 4],
  level: 'A1' as const,
  roomId: null,
  pupilCount: 14,
  putAwayAt: null,
};

it.each([
  ['Animals, food;  rivers\nanimals', ['animals', 'food', 'rivers']],
  ['  ,, ', []],
  ['x'.repeat(60), ['x'.repeat(40)]],
])('topics of %j', (text, topics) => expect(readTopics(text)).toEqual(topics));

it('a class is described from its grades before anybody says more', () => {
  expect(draftOf(group, undefined, 'it')).toMatchObject({
    ageFrom: '8',
    ageTo: '10',
    level: 'A1',
    pupils: '14',
    languages: ['it', 'en'],
  });
});

it('what is typed becomes what the server takes; ages the wrong way round do not', () => {
  const draft = { ...draftOf(group, undefined, 'it'), topics: 'Rivers', note: ' ' };
  expect(ClassOffer.parse(offerOf(draft))).toMatchObject({ topics: ['Rivers'], note: null, pupils: 14 });
  expect(offerOf({ ...draft, ageFrom: '12' })).toBeUndefined();
});
