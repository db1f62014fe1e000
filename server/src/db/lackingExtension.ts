import { DatabaseError } from 'pg';

/** PostgreSQL has no file of that extension (by version), or does not let this role add it. */
const ABSENT = ['0A000', '58P01'];
const FORBIDDEN = '42501';

/** What one can do when a migration could not add an extension; undefined when it failed for another reason. */
export function lackingExtension(thrown: unknown): string | undefined {
  if (!(thrown instanceof DatabaseError)) return undefined;
  const { code = '', message } = thrown;
  const [, quoted, file] = /extension "(\w+)"|(\w+)\.control"/.exec(message) ?? [];
  const name = quoted ?? file;
  if (name === undefined) return undefined;
  if (ABSENT.includes(code)) {
    return `PostgreSQL lacks its own extension ${name}: install its contrib package (in Debian it comes with postgresql).`;
  }
  if (code !== FORBIDDEN) return undefined;
  return `This role may not add the extension ${name}: let the owner of the database run CREATE EXTENSION ${name};`;
}
