import { describe, expect, it, test } from 'vitest';
import { CheckId } from '../ids.ts';
import { Check, type Given } from './checks.ts';
import { acceptedIn, readGaps } from './gaps.ts';
import { grade, sameWords } from './grade.ts';

test.each([
  ['Mill', 'mill'],
  ['perché', 'perche'],
  ["perche'", 'perché'],
  ['è', "E'"],
  ['școală', 'scoala'],
  ['don’t', "don't"],
  ['next  to ', ' next to'],
  ['twenty-one', 'twenty one'],
  ['Where is the mill?', 'where is the mill'],
  ['“hello”', 'hello'],
  ['Straße', 'strasse'],
  ['1.5', '1.5.'],
])('%s is %s', (one, other) => expect(sameWords(one, other)).toBe(true));

test.each([
  ["we're", 'were'],
  ['mill', 'mills'],
  ['next to', 'nextto'],
  ['1.5', '15'],
  ['mill', ''],
  ["pupils'", 'pupils'],
])('%s is not %s', (one, other) => expect(sameWords(one, other)).toBe(false));

test.each([
  ['The [mill] is here.', [['mill']]],
  ['[a|b ] and [c]', [['a', 'b'], ['c']]],
  ['[x]', [['x']]],
])('gaps of %s', (text, accepted) => expect(acceptedIn(text)).toEqual(accepted));

test.each(['none', '', '[]', '[a|]', '[ ]', 'a [b', 'a] b', '[a[b]]', '[x]'.repeat(9)])(
  'no text with gaps: %s',
  (text) => expect(readGaps(text)).toBeUndefined(),
);

test('what stands between gaps is kept as it is', () => {
  expect(readGaps(' The [mill] is\n[here]')).toEqual([
    { text: ' The ' },
    { accept: ['mill'] },
    { text: ' is\n' },
    { accept: ['here'] },
  ]);
});

const base = { checkId: CheckId.parse('00000000-0000-4000-8000-000000000001'), at: 5, ask: 'Which?' };
const choice: Check = {
  ...base,
  kind: 'choice',
  options: [
    { text: 'a', right: true },
    { text: 'b', right: false },
    { text: 'c', right: true },
  ],
};
const gap: Check = { ...base, kind: 'gap', text: 'The [mill|windmill] is next to the [church].' };
const order: Check = { ...base, kind: 'order', items: ['the', 'cat', 'and', 'the', 'dog'] };
const say: Check = { ...base, kind: 'say', from: 1 };
const chosen = (...places: number[]): Given => ({ kind: 'choice', chosen: places });
const words = (...given: string[]): Given => ({ kind: 'gap', words: given });
const put = (...places: number[]): Given => ({ kind: 'order', order: places });

describe('grades', () => {
  it.each([
    ['all that is right', choice, chosen(2, 0), true],
    ['too little', choice, chosen(0), false],
    ['too much', choice, chosen(0, 1, 2), false],
    ['nothing', choice, chosen(), false],
    ['twice the same', choice, chosen(0, 0, 2), true],
    ['a place that is none', choice, chosen(0, 2, 5), true],
    ['words', gap, words('Mill', ' church.'), true],
    ['another that is accepted', gap, words('WINDMILL', 'church'), true],
    ['one that is not', gap, words('mill', 'school'), false],
    ['too few words', gap, words('mill'), false],
    ['its order', order, put(0, 1, 2, 3, 4), true],
    ['the same words in each other’s place', order, put(3, 1, 2, 0, 4), true],
    ['another order', order, put(1, 0, 2, 3, 4), false],
    ['one item twice', order, put(0, 1, 2, 0, 4), false],
    ['too few items', order, put(0, 1), false],
  ])('%s', (_, check, given, right) => expect(grade(check, given)?.right).toBe(right));

  it('says of each part whether it fits', () => {
    expect(grade(gap, words('x', 'church'))?.parts).toEqual([false, true]);
    expect(grade(choice, chosen(0, 1))?.parts).toEqual([true, false, false]);
    expect(grade(order, put(0, 1, 2, 4, 3))?.parts).toEqual([true, true, true, false, false]);
  });

  it('grades no answer to something else', () => {
    expect(grade(choice, words('a'))).toBeUndefined();
    expect(grade(say, chosen(0))).toBeUndefined();
  });
});

test.each([
  ['a choice with nothing right', { ...choice, options: choice.options.map(({ text }) => ({ text, right: false })) }],
  ['a choice of one', { ...choice, options: [{ text: 'a', right: true }] }],
  ['a text without gaps', { ...gap, text: 'none' }],
  ['an order of one', { ...order, items: ['one'] }],
  ['words of the teacher after the check', { ...say, from: 6 }],
  ['no question', { ...say, ask: ' ' }],
  ['another kind', { ...say, kind: 'essay' }],
])('no check: %s', (_, raw) => expect(Check.safeParse(raw).success).toBe(false));

test('checks', () => {
  for (const check of [choice, gap, order, say]) expect(Check.parse(check)).toEqual(check);
});
