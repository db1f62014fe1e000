import { Fragment } from 'react';

/** A sentence from locales/ in which `<b>…</b>` marks what is emphasised; nothing else is understood. */
export function Rich({ text }: { text: string }) {
  return text
    .split(/<b>(.*?)<\/b>/)
    .map((part, n) => (n % 2 === 1 ? <b key={n}>{part}</b> : <Fragment key={n}>{part}</Fragment>));
}
