import type { CaptionCue } from '@pluriclasse/shared/capsule/captions';
import { describe, expect, it } from 'vitest';
import { readCaptionText } from './readCaptionText.ts';
import { writeVtt } from './writeVtt.ts';

const read = (text: string) => {
  const found = readCaptionText(text);
  if (!found) throw new Error('No captions');
  return found;
};
/** Cues as `from–to speaker: text`. */
const told = (text: string) =>
  read(text).cues.map(({ cue: { from, to, speaker, text: words } }) => `${from}–${to} ${speaker ?? ''}: ${words}`);
const problems = (text: string) => read(text).problems.map(({ line, why }) => [line, why]);
const vtt = (...blocks: string[]) => ['WEBVTT', ...blocks].join('\n\n');

describe('WebVTT', () => {
  it('as programs write it: names, comments, styles, regions, settings', () => {
    const text = vtt(
      'STYLE\n::cue { color: red }',
      'REGION\nid:fred\nwidth:40%',
      'NOTE made by hand\nof two lines',
      '1\n00:00:01.000 --> 00:00:02.500 align:start position:10%\nHello, schools!\nHow are you?',
      'NOTE\n\nintro\n00:03.000 --> 00:04.000\nHours are left out',
      '101:00:00.007 --> 101:00:01.000\nLate',
    );
    expect(told(text)).toEqual([
      '1000–2500 : Hello, schools!\nHow are you?',
      '3000–4000 : Hours are left out',
      '363600007–363601000 : Late',
    ]);
    expect(read(text)).toMatchObject({ format: 'vtt', language: null, problems: [] });
  });

  it.each([
    ['a mark of byte order', '\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\nHi'],
    ['\\r\\n', 'WEBVTT - title\r\n\r\n00:01.000 --> 00:02.000\r\nHi\r\n'],
    ['\\r', 'WEBVTT\r\r00:01.000 --> 00:02.000\rHi\r'],
    ['no empty line after the head', 'WEBVTT\n00:01.000 --> 00:02.000\nHi'],
    ['spaces where there should be nothing', 'WEBVTT\n \n  00:01.000-->00:02.000  \nHi\n  \n'],
    ['a head of its own', 'WEBVTT\nKind: captions\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\n00:01.000 --> 00:02.000\nHi'],
  ])('with %s', (_, text) => {
    expect(told(text)).toEqual(['1000–2000 : Hi']);
  });

  it('says its language', () => {
    expect(read('WEBVTT\nKind: captions\nLanguage: en-GB\n\n00:01.000 --> 00:02.000\nHi').language).toBe('en-GB');
    expect(read('WEBVTT\nLanguage: <b>\n\n00:01.000 --> 00:02.000\nHi').language).toBe(null);
  });

  it.each([
    ['<v Ms Rus>Good morning', ['Ms Rus: Good morning']],
    ['<v.loud.first Ms Rus>Good morning</v>', ['Ms Rus: Good morning']],
    ['<v Ana>Hi!</v>\n<v Paolo>Ciao!</v> (all laugh)', ['Ana: Hi!', 'Paolo: Ciao!', ': (all laugh)']],
    ['<v A &amp; B>x', ['A & B: x']],
    ['<i>Look</i> at <b>the <c.red>mill</c></b>', [': Look at the mill']],
    ['<00:00:01.200>One <00:00:01.400>two', [': One two']],
    ['<ruby>漢<rt>kan</rt></ruby>', [': 漢kan']],
    ['<lang it>Ciao</lang>', [': Ciao']],
    ['a &lt;b&gt; &amp;amp; c&nbsp;d &#233; &#x1F600; &bogus; &', [': a <b> &amp; c d é 😀 &bogus; &']],
    ['2 < 3 and 5 > 4', [': 2 < 3 and 5 > 4']],
    ['<script>alert(1)</script>', [': alert(1)']],
    ['open <b end', [': open <b end']],
    ['a\u0007b\u202Ec&#0;&#7;', [': abc\uFFFD']],
    ['&lt;i&gt;kept&lt;/i&gt;', [': <i>kept</i>']],
    ['<v>nobody', [': nobody']],
  ])('the words of %j', (text, expected) => {
    expect(told(vtt(`00:01.000 --> 00:02.000\n${text}`))).toEqual(expected.map((one) => `1000–2000 ${one}`));
  });

  it('cues over each other and in any order are all there', () => {
    expect(told(vtt('00:05.000 --> 00:06.000\nb', '00:01.000 --> 00:09.000\na'))).toEqual([
      '5000–6000 : b',
      '1000–9000 : a',
    ]);
  });
});

describe('SubRip', () => {
  const text =
    '1\r\n00:00:01,000 --> 00:00:02,500\r\n{\\an8}<font color="red">Hello</font>\r\n\r\n2\r\n00:00:03,5 --> 00:00:04\r\nBye\r\n';
  it('as players keep it', () => {
    expect(told(text)).toEqual(['1000–2500 : Hello', '3500–4000 : Bye']);
    expect(read(text)).toMatchObject({ format: 'srt', language: null });
  });
  it('without empty lines between its cues', () => {
    const tight = '1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n1984';
    expect(told(tight)).toEqual(['1000–2000 : One', '3000–4000 : Two\n1984']);
  });
});

describe('what is not understood is told by its line, and the rest is there', () => {
  it.each([
    ['no time', 'Just words', [3, 'no-time']],
    ['a time that is none', '00:61.000 --> 00:02.000\nx', [3, 'bad-time']],
    ['half a time', 'a\n00:01.000 --> \nx', [4, 'bad-time']],
    ['letters in a time', '0x:01.000 --> 00:02.000\nx', [3, 'bad-time']],
    ['an end before its beginning', '00:03.000 --> 00:02.000\nx', [3, 'order']],
    ['no length', '00:03.000 --> 00:03.000\nx', [3, 'order']],
    ['no words', '00:01.000 --> 00:02.000\n<b></b>', [3, 'empty']],
    ['no line of words', '00:01.000 --> 00:02.000', [3, 'empty']],
    ['too many words', `00:01.000 --> 00:02.000\n${'word '.repeat(200)}`, [4, 'too-long']],
    ['far too many words', `00:01.000 --> 00:02.000\n${'<b>'.repeat(2_000)}`, [4, 'too-long']],
  ])('%s', (_, block, expected) => {
    const text = vtt(block, '01:00.000 --> 01:01.000\nGood');
    expect(problems(text)).toEqual([expected]);
    expect(told(text)).toEqual(['60000–61000 : Good']);
  });

  it.each(['', 'Hello', '<html>', '{"cues": []}', 'WEBVTTX\n\nno', '-->', '1\n2\n3', '\0\0\0'])(
    '%j is no file of captions',
    (text) => {
      expect(readCaptionText(text)).toBeUndefined();
    },
  );

  it('an empty file of WebVTT is one', () => {
    expect(read('WEBVTT')).toMatchObject({ cues: [], problems: [] });
  });

  it('more than a capsule holds', () => {
    const cues = Array.from({ length: 3_005 }, () => '00:01.000 --> 00:02.000\nx');
    const found = read(vtt(...cues));
    expect(found.cues.length).toBe(3_000);
    expect(found.problems.map(({ why }) => why)).toEqual(['too-many']);
  });
});

describe('hostile files', () => {
  const size = 1_000_000;
  it.each([
    ['one line of opening marks', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'<'.repeat(size)}`],
    ['lines of opening marks', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'<v a\n'.repeat(size / 5)}`],
    ['arrows', `WEBVTT\n\n${'-->'.repeat(size / 3)}`],
    ['lines of arrows', `WEBVTT\n\n${'-->\n'.repeat(size / 4)}`],
    ['digits', `WEBVTT\n\n${'1'.repeat(size)} --> ${'1'.repeat(size)}`],
    ['references', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'&#'.repeat(size / 2)}`],
    ['empty lines', '\n'.repeat(size)],
    ['heads', 'WEBVTT\n'.repeat(size / 7)],
    ['comments', `WEBVTT\n\n${'NOTE\n\n'.repeat(size / 6)}`],
    ['numbers', '1\n'.repeat(size / 2)],
    ['spaces', `WEBVTT${' '.repeat(size)}`],
    ['braces', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'{\\'.repeat(1_900)}`],
  ])('%s are read in a moment', (_, text) => {
    const before = performance.now();
    readCaptionText(text);
    // Some hundred times what it takes; a reader that goes back and forth would need minutes.
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('whatever lies in a file, it throws nothing, and what it takes can be kept', () => {
    const random = seeded(5);
    const bits = ['WEBVTT\n', '\n', '\n\n', '00:01.000 --> 00:02.000', '-->', '<v ', '>', '</v>', '&#', ';', 'NOTE', '1', '\ud83d', '\0', 'é', '\r', '\u2028', '{\\an', '}', 'Language: ', '99:99.999']; // prettier-ignore
    for (let n = 0; n < 3_000; n++) {
      const text = Array.from({ length: 30 }, () => bits[Math.floor(random() * bits.length)]).join('');
      const found = readCaptionText(`WEBVTT\n\n${text}`);
      const cues = (found?.cues ?? []).map(({ cue }) => cue);
      // What was taken is written and read again as it is.
      const again = readCaptionText(writeVtt({ language: 'en', cues }));
      expect(again?.cues.map(({ cue }) => cue)).toEqual(sorted(cues));
      expect(again?.problems).toEqual([]);
    }
  });
});

describe('written and read again', () => {
  const hard = ['a <b>bold</b> & --> sign', 'NOTE', '1', '00:01.000 --> 00:02.000', 'WEBVTT', '&amp;', '<v Ms Rus>', 'one\ntwo\n3', '> <', '{\\an8}', '«ţară»', '👩‍🏫']; // prettier-ignore
  const cues: CaptionCue[] = hard.flatMap((text, n) => [
    { from: n * 1_000, to: n * 1_000 + 999, speaker: null, text },
    { from: n * 1_000 + 1, to: 3_600_000 * (n + 1), speaker: text.replaceAll('\n', ' '), text: `${text}.` },
  ]);
  it('is the same', () => {
    const found = read(writeVtt({ language: 'ro', cues }));
    expect(found.cues.map(({ cue }) => cue)).toEqual(cues);
    expect([found.language, found.problems]).toEqual(['ro', []]);
  });
  it('looks as a file of WebVTT does', () => {
    expect(writeVtt({ language: 'en', cues: [{ from: 61_007, to: 3_600_000, speaker: 'A > B', text: 'x\ny' }] })).toBe(
      'WEBVTT\nLanguage: en\n\n00:01:01.007 --> 01:00:00.000\n<v A &gt; B>x\ny\n',
    );
  });
});

const sorted = (cues: CaptionCue[]) => cues.toSorted((a, b) => a.from - b.from || a.to - b.to);

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
