import type { Language } from '@pluriclasse/shared/domain/roles';
import en from '../locales/en/mail.json' with { type: 'json' };
import it from '../locales/it/mail.json' with { type: 'json' };
import { createWords } from './words.ts';

const words = createWords({ en, it });

/** What a mail says, before it is text or html. */
export interface Letter {
  readonly subject: string;
  /** Whom it greets; nobody when undefined. */
  readonly name?: string | undefined;
  readonly paragraphs: readonly string[];
  /** Hours, places, reasons: one a line. */
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  /**
   * Where to act; the first one is the main one. A link carries an id and no right: the page behind it asks for the
   * session and acts by a POST, since programs that look through mails open every link.
   */
  readonly actions?: readonly { readonly label: string; readonly url: string }[];
  /** Where its reader turns such mails off; undefined where that can't be. */
  readonly settingsUrl?: string;
}

/** A letter as text and as html: the same words in the same order. */
export function writeLetter(language: Language, letter: Letter): { subject: string; text: string; html: string } {
  const say = words(language);
  const { subject, name, paragraphs, facts = [], actions = [], settingsUrl } = letter;
  const opening = name === undefined ? [] : [say('letter.greeting', { name })];
  const foot = say('letter.foot');
  const settings = settingsUrl === undefined ? [] : [{ label: say('letter.settings'), url: settingsUrl }];
  const text = [
    ...opening,
    ...paragraphs,
    ...(facts.length > 0 ? [facts.map(({ label, value }) => `${label}: ${value}`).join('\n')] : []),
    ...actions.map(({ label, url }) => `${label}:\n${url}`),
    [`-- \n${foot}`, ...settings.map(({ label, url }) => `${label}:\n${url}`)].join('\n'),
  ].join('\n\n');

  const body = [
    ...[...opening, ...paragraphs].map((line) => `<p style="margin:0 0 16px">${escape(line)}</p>`),
    ...(facts.length > 0
      ? [
          `<ul style="margin:0 0 16px;padding:0;list-style:none">${facts
            .map(({ label, value }) => `<li>${escape(label)}: <strong>${escape(value)}</strong></li>`)
            .join('')}</ul>`,
        ]
      : []),
    ...actions.map(
      ({ label, url }, index) =>
        `<p style="margin:0 0 16px"><a class="${index === 0 ? 'act' : 'link'}" href="${escape(url)}" style="${
          index === 0 ? ACT : LINK
        }">${escape(label)}</a></p>`,
    ),
    `<p class="foot" style="margin:32px 0 0;font-size:14px;color:#52656a">${escape(foot)}</p>`,
    ...settings.map(
      ({ label, url }) =>
        `<p class="foot" style="margin:8px 0 0;font-size:14px;color:#52656a"><a class="link" href="${escape(url)}" style="${LINK}">${escape(label)}</a></p>`,
    ),
  ].join('\n');
  return { subject, text, html: page(language, subject, body) };
}

const ACT =
  'display:inline-block;padding:12px 20px;border-radius:10px;border:2px solid #0b5563;background:#0b5563;color:#fffcf5;font-weight:bold;text-decoration:none';
const LINK = 'color:#0b5563;text-decoration:underline';

/** Nothing is fetched: no picture, no font. Both schemes are named, so that no program turns the colours itself. */
const page = (language: Language, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(title)}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .paper { background: #14282d !important; color: #f2eee1 !important; }
  .act { background: #8fd0da !important; border-color: #8fd0da !important; color: #08282f !important; }
  .link { color: #8fd0da !important; }
  .foot { color: #b9c4cf !important; }
}
</style>
</head>
<body style="margin:0;padding:0;background:#fffcf5;color:#14282d">
<div class="paper" role="article" lang="${language}" style="max-width:560px;margin:0 auto;padding:24px;font:16px/1.5 system-ui,sans-serif;background:#fffcf5;color:#14282d">
${body}
</div>
</body>
</html>
`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
