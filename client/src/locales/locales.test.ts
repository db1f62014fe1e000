import { describe, expect, test } from 'vitest';

type Tree = { readonly [key: string]: string | Tree };
const files = import.meta.glob<Tree>('./*/*.json', { eager: true, import: 'default' });

/** Dotted key → text. */
function leaves(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(path + key, value);
    else for (const [inner, text] of leaves(value, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}|<\/?\w+>/g)].map((match) => match[0]).toSorted();
const english = Object.keys(files).filter((file) => file.startsWith('./en/'));

describe.each(english)('%s', (file) => {
  const en = leaves(files[file] ?? {});
  const it = leaves(files[file.replace('/en/', '/it/')] ?? {});

  test('has the same keys in Italian', () => {
    expect([...it.keys()].toSorted()).toEqual([...en.keys()].toSorted());
  });

  test('fills in the same values and emphasises as much', () => {
    for (const [key, text] of en) {
      // A plural's "one" may spell the number out.
      if (key.endsWith('_one')) continue;
      expect([key, placeholders(it.get(key) ?? '')]).toEqual([key, placeholders(text)]);
    }
  });

  test('leaves no text empty', () => {
    for (const [key, text] of [...en, ...it]) expect([key, text.trim() === '']).toEqual([key, false]);
  });

  test('has every plural in both forms', () => {
    const stems = (form: string) =>
      [...en.keys()].filter((key) => key.endsWith(form)).map((key) => key.slice(0, -form.length));
    expect(stems('_one').toSorted()).toEqual(stems('_other').toSorted());
  });
});

test('every Italian file has its English one', () => {
  const italian = Object.keys(files).filter((file) => file.startsWith('./it/'));
  expect(italian.map((file) => file.replace('/it/', '/en/')).toSorted()).toEqual(english.toSorted());
});
