/** What one voice says within a cue. */
export interface Said {
  readonly speaker: string | null;
  readonly text: string;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
/** Signs that only turn the direction of letters say nothing. */
const unsaid = new Set(['lrm', 'rlm']);

/** Character references as WebVTT has them (WebVTT §6.4, by way of HTML); what is none stays as it is. */
const unescape = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi,
    (whole, decimal?: string, hex?: string, name = '') => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
      if (code !== undefined) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
      return unsaid.has(String(name)) ? '' : (named[String(name)] ?? whole);
    },
  );

/** Control characters that are no line end: terminals and databases would obey them. */
const clean = (text: string): string => unescape(text).replace(/[^\P{Cc}\n\t]/gu, '');

/**
 * The words of a cue without its marks, a part for each voice (`<v Name>`). Marks of both formats are taken away: spans,
 * times within a cue, and places such as `{\an8}`. A sign that opens nothing stays.
 */
export function readCueText(raw: string): Said[] {
  const said: Said[] = [];
  let speaker: string | null = null;
  let text = '';
  const end = () => {
    if (text.trim() !== '') said.push({ speaker, text: clean(text) });
    text = '';
  };
  const plain = raw.replace(/\{\\[^{}\n]{0,40}\}/g, '');
  for (let at = 0; at < plain.length;) {
    const open = plain.indexOf('<', at);
    const close = open < 0 ? -1 : plain.indexOf('>', open);
    if (close < 0) {
      text += plain.slice(at);
      break;
    }
    const mark = plain.slice(open + 1, close);
    if (!/^(?:\/|[a-z]|\d+:)/i.test(mark)) {
      text += plain.slice(at, open + 1);
      at = open + 1;
      continue;
    }
    text += plain.slice(at, open);
    const voice = /^v(?:\.\S*)?\s+(\S[^]*)$/.exec(mark);
    if (voice || mark === '/v') {
      end();
      speaker = voice ? clean(voice[1] ?? '').trim() || null : null;
    }
    at = close + 1;
  }
  end();
  return said;
}
