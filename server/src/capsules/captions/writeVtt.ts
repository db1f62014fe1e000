import { inOrder, type Captions } from '@pluriclasse/shared/capsule/captions';
import { timeText } from './cueTimes.ts';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '{': '&#123;' };

/** Braces too: readers take some of what stands in them for marks. */
const escape = (text: string): string => text.replace(/[&<>{]/g, (sign) => signs[sign] ?? sign);

/** Captions as a WebVTT file (W3C WebVTT, §4): read again, it gives the same. */
export function writeVtt({ language, cues }: Captions): string {
  const blocks = inOrder(cues).map(({ from, to, speaker, text }) => {
    const voice = speaker === null ? '' : `<v ${escape(speaker)}>`;
    return `${timeText(from)} --> ${timeText(to)}\n${voice}${escape(text)}\n`;
  });
  return [`WEBVTT\nLanguage: ${language}\n`, ...blocks].join('\n');
}
