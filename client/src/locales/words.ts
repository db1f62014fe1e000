/**
 * The words of all features, by namespace: a file `<language>/<namespace>.json` each. English gives the keys; a test
 * holds the other languages to the same. Who adds a file adds it here, and misspelt keys no longer compile.
 */
import type common from './en/common.json';
import type parts from './en/parts.json';
import type signin from './en/signin.json';

export interface Words {
  common: typeof common;
  parts: typeof parts;
  signin: typeof signin;
}
