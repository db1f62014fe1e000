import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../product/root.ts';

/** Real inputs that lie beside the checkout; a clone alone has none. */
const folder = path.join(root, '../shared/data');

export const hasSharedData = existsSync(folder);

/** Text files of a folder of real inputs: their names, and what is in them as UTF-8. */
export function sharedTexts(of: string, ending: string): { name: string; text: string }[] {
  if (!hasSharedData) return [];
  const names = readdirSync(path.join(folder, of)).filter((name) => name.endsWith(ending));
  return names.map((name) => ({ name, text: readFileSync(path.join(folder, of, name), 'utf8') }));
}

/** All files of a folder of real inputs as they are; none in a clone alone. */
export function sharedFolder(of: string): { name: string; bytes: Buffer }[] {
  if (!hasSharedData) return [];
  return readdirSync(path.join(folder, of), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, bytes: readFileSync(path.join(folder, of, name)) }));
}

/** Cells of comma-separated text (RFC 4180): quoted cells may hold commas, quotes and line ends. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows;
}

/** Files of real inputs as they are, by their paths in the folder. */
export function sharedFiles(...paths: string[]): { name: string; bytes: Uint8Array }[] {
  return paths.map((of) => ({ name: path.basename(of), bytes: readFileSync(path.join(folder, of)) }));
}

/** Names of the files in a folder of real inputs. */
export const sharedNames = (of: string): string[] => (hasSharedData ? readdirSync(path.join(folder, of)).sort() : []);
