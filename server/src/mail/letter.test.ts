import { describe, expect, it } from 'vitest';
import { writeLetter } from './letter.ts';

const letter = {
  subject: 'A <subject> & more',
  name: 'Dănuț',
  paragraphs: ['First "line".', 'Second <script>alert(1)</script>'],
  facts: [{ label: 'When', value: 'Tuesday 15 December, 10:25' }],
  actions: [
    { label: 'Say yes', url: 'https://school.example/answers/1?a=1&b=2' },
    { label: 'Look at it', url: 'https://school.example/x' },
  ],
};
const { text, html } = writeLetter('en', letter);

/** What a person reads of the html: no tags, no head, and links as the text has them. */
const read = html
  .replace(/<head>[\s\S]*<\/head>/, '')
  .replace(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g, '$2:\n$1')
  .replace(/<[^>]*>/g, '')
  .replace(/&lt;/g, '<')
  .replace(/&gt;/g, '>')
  .replace(/&quot;/g, '"')
  .replace(/&#39;/g, "'")
  .replace(/&amp;/g, '&');
const words = (all: string) => all.replace(/^-- $/m, '').split(/\s+/).filter(Boolean);

describe('a letter', () => {
  it('says the same as text and as html', () => {
    expect(words(read)).toEqual(words(text));
    expect(text).toContain('Second <script>alert(1)</script>');
    expect(html).not.toContain('<script');
  });

  it('says where such mails are turned off, where that can be', () => {
    const settingsUrl = 'https://school.example/settings';
    const optional = writeLetter('en', { ...letter, settingsUrl });
    expect(optional.text).toMatch(/Choose which e-mails you get:\nhttps:\/\/school\.example\/settings$/);
    expect(optional.html).toContain(`href="${settingsUrl}"`);
    expect(text + html).not.toContain('settings');
  });

  it('fetches nothing, and says its language', () => {
    expect(html).not.toMatch(/<img|<link|url\(|@import|src=/i);
    expect(html).toContain('<html lang="en">');
    expect(html.match(/https?:\/\/[^"]*/g)).toEqual(letter.actions.map(({ url }) => url.replace('&', '&amp;')));
    expect(writeLetter('it', letter).html).toContain('<html lang="it">');
  });

  it.each([
    ['light', /<body style="[^"]*background:(#\w+);color:(#\w+)"/],
    ['light, what to do', /border-radius:10px;border:2px solid #\w+;background:(#\w+);color:(#\w+)/],
    ['dark', /body, \.paper \{ background: (#\w+) !important; color: (#\w+) !important/],
    ['dark, what to do', /\.act \{ background: (#\w+) !important; border-color: #\w+ !important; color: (#\w+)/],
  ])('can be read in %s', (_, colours) => {
    const [, ground = '', ink = ''] = colours.exec(html) ?? [];
    expect(contrast(ground, ink)).toBeGreaterThan(7);
  });
});

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
