import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../product/root.ts';

type Tree = { readonly [key: string]: string | Tree };

const locales = path.join(root, 'client', 'src', 'locales');

function readWords(language: string): Map<string, string> {
  const words = new Map<string, string>();
  const collect = (tree: Tree, prefix: string): void => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') words.set(`${prefix}${key}`, value);
      else collect(value, `${prefix}${key}.`);
    }
  };
  // `parts.json` is of a page for those who build the product, and full of names.
  for (const file of readdirSync(path.join(locales, language)).filter(
    (name) => name.endsWith('.json') && name !== 'parts.json',
  )) {
    collect(JSON.parse(readFileSync(path.join(locales, language, file), 'utf8')) as Tree, `${file}:`); // our own files
  }
  return words;
}

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const pattern = (text: string) => new RegExp(`^${escape(text).replaceAll(/\\\{\\\{\w+\\\}\\\}/g, '.+')}$`);

/** Letters that a sentence has of its own; one with fewer around its placeholders fits half of any language. */
const ownLetters = 6;
const says = (text: string) => {
  const letters = text.replaceAll(/\{\{\w+\}\}/g, '').match(/\p{L}/gu)?.length ?? 0;
  return letters >= (text.includes('{{') ? ownLetters : 2);
};

/** English sentences of the dictionaries whose Italian differs. */
function englishOnly(): RegExp[] {
  const italian = readWords('it');
  const allItalian = [...italian.values()].map(pattern);
  return [...readWords('en')]
    .filter(([key, text]) => italian.get(key) !== text && says(text))
    .filter(([, text]) => !allItalian.some((one) => one.test(text)))
    .map(([, text]) => pattern(text));
}

/**
 * What on an Italian page is not Italian: a text or a name for machines that stands in the English dictionary, a bare
 * key, an unfilled placeholder. Names and titles that people typed are theirs.
 */
export async function strangeWords(page: Page): Promise<string[]> {
  const english = englishOnly();
  const texts = await page.evaluate(readTexts);
  return texts.filter(
    (text) =>
      english.some((one) => one.test(text)) || /^[a-z][\w-]*([.:][a-zA-Z_]\w*)+$/.test(text) || /\{\{|\}\}/.test(text),
  );
}

function readTexts(): string[] {
  const texts = new Set<string>([document.title]);
  for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-valuetext']) {
      const value = element.getAttribute(name);
      if (value !== null) texts.add(value);
    }
    if (element.matches('script, style, noscript')) continue;
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    texts.add(own.map(({ textContent }) => textContent ?? '').join(' '));
    // A sentence may be cut by marks and bold words: leaves of little structure are read as a whole too.
    if (element.children.length > 0 && (element.textContent?.length ?? 0) < 120) texts.add(element.textContent ?? '');
  }
  return [...texts].map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter((text) => text !== '');
}
