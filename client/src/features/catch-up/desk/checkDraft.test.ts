import type { Check } from '@pluriclasse/shared/capsule/checks';
import { CheckId } from '@pluriclasse/shared/ids';
import { describe, expect, it, test } from 'vitest';
import { checkOf, draftOf, newDraft, problemsOf, type CheckDraft } from './checkDraft.ts';
import { momentText, readMoment } from './moment.ts';

const id = '00000000-0000-4000-8000-000000000001';
const checkId = CheckId.parse(id);
/** A minute was cut from the middle. */
const kept = [
  { from: 0, to: 60_000 },
  { from: 120_000, to: 300_000 },
];
const draft = (more: Partial<CheckDraft>): CheckDraft => ({ ...newDraft(id, 90_000), ask: 'Which?', ...more });

test.each([
  [0, '0:00'],
  [65_999, '1:05'],
  [3_750_000, '62:30'],
])('%i is %s', (ms, text) => expect(momentText(ms)).toBe(text));
test.each([
  ['1:05', 65_000],
  [' 62.30 ', 3_750_000],
  ['1:65', undefined],
  ['5', undefined],
  ['', undefined],
])('%s is %s', (text, ms) => expect(readMoment(text)).toBe(ms));

const checks: Check[] = [
  {
    checkId,
    at: 150_400,
    ask: 'Which?',
    why: 'So.',
    kind: 'choice',
    options: [
      { text: 'a', right: true },
      { text: 'b', right: false },
    ],
  },
  { checkId, at: 150_400, ask: 'Which?', kind: 'gap', text: 'The [mill].' },
  { checkId, at: 150_400, ask: 'Which?', kind: 'order', items: ['a', 'b'] },
  { checkId, at: 150_400, ask: 'Say', kind: 'say', from: 145_300 },
];
test.each(checks)('$kind opened and saved is the same', (check) => {
  const opened = draftOf(check, kept);
  expect(opened.at).toBe('1:30');
  expect(problemsOf(opened, kept)).toEqual([]);
  expect(checkOf(opened, kept, check)).toEqual(check);
});

describe('what is typed', () => {
  it('is a moment of viewers, kept as one of the recording', () => {
    expect(checkOf(draft({ kind: 'order', items: ' a \n\nb', at: '1:10' }), kept)).toMatchObject({
      at: 130_000,
      items: ['a', 'b'],
    });
    expect(checkOf(draft({ kind: 'say', at: '0:30', from: '0:30' }), kept)).toMatchObject({ at: 30_000, from: 30_000 });
  });

  it.each([
    ['at', { at: 'soon' }],
    ['at', { at: '4:01' }],
    ['ask', { ask: ' ' }],
    ['options', { options: [{ text: 'a', right: true }] }],
    [
      'options',
      {
        options: [
          { text: 'a', right: false },
          { text: 'b', right: false },
          { text: ' ', right: true },
        ],
      },
    ],
    ['text', { kind: 'gap' as const, text: 'no gap' }],
    ['items', { kind: 'order' as const, items: 'one' }],
    ['from', { kind: 'say' as const, from: '2:00' }],
  ])('says what is wrong: %s', (field, more) => {
    const right = {
      options: [
        { text: 'a', right: true },
        { text: 'b', right: false },
      ],
    };
    expect(problemsOf(draft({ ...right, ...more }), kept)).toEqual([field]);
  });
});
