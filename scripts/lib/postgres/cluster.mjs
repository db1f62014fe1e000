/** A cluster: the folder that PostgreSQL keeps everything in, and the password beside it. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Sentence } from '../sentence.mjs';

export const ROLE = 'pluriclasse';
export const DATABASE = 'pluriclasse';

/**
 * How a program of PostgreSQL is run in the cluster `dir`. The folder is entered before the user is changed, and named
 * by /proc/self/cwd: so it may lie in a folder that this user can't enter. No locale of the machine plays a part.
 */
export function runOptions(dir, user) {
  return { ...user, cwd: dir, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } };
}
export const dataArgument = (dir) => ['-D', process.platform === 'linux' ? '/proc/self/cwd' : dir];

/**
 * Makes the cluster unless it is there.
 *
 * @param {{dir: string, programs: string, user: {uid: number, gid: number} | undefined}} options
 * @returns {string} the password of ROLE
 */
export function ensureCluster({ dir, programs, user }) {
  const passwordFile = `${dir}.password`;
  if (fs.existsSync(path.join(dir, 'PG_VERSION'))) {
    checkVersion(dir, programs);
    return fs.readFileSync(passwordFile, 'utf8').trim();
  }
  const password = randomBytes(24).toString('base64url');
  const half = `${dir}.new`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { recursive: true, mode: 0o700 });
  if (user) fs.chownSync(half, user.uid, user.gid);
  initialise({ half, programs, user, password });
  createDatabase({ half, programs, user });
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  fs.rmSync(dir, { recursive: true, force: true });
  fs.renameSync(half, dir);
  return password;
}

function initialise({ half, programs, user, password }) {
  const secretDir = fs.mkdtempSync(path.join(os.tmpdir(), 'pluriclasse-'));
  const secret = path.join(secretDir, 'password');
  fs.writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (user) for (const owned of [secret, secretDir]) fs.chownSync(owned, user.uid, user.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--auth=scram-sha-256', `--username=${ROLE}`, `--pwfile=${secret}`];
  try {
    run(
      path.join(programs, 'bin/initdb'),
      [...dataArgument(half), ...access, ...locale, '--no-instructions'],
      half,
      user,
    );
  } finally {
    fs.rmSync(secretDir, { recursive: true, force: true });
  }
}

function createDatabase({ half, programs, user }) {
  const single = ['--single', ...dataArgument(half), 'postgres'];
  run(path.join(programs, 'bin/postgres'), single, half, user, `CREATE DATABASE ${DATABASE};\n`);
}

function run(program, args, dir, user, input = '') {
  const { status, stderr, error } = spawnSync(program, args, { ...runOptions(dir, user), input, encoding: 'utf8' });
  if (status === 0) return;
  const why = error?.message ?? stderr.trim().split('\n').slice(-3).join(' ');
  throw new Sentence(`The database could not be made in ${dir}: ${why}`);
}

function checkVersion(dir, programs) {
  const made = fs.readFileSync(path.join(dir, 'PG_VERSION'), 'utf8').trim();
  const { stdout } = spawnSync(path.join(programs, 'bin/postgres'), ['--version'], { encoding: 'utf8' });
  const have = /\) (\d+)/.exec(stdout)?.[1];
  if (have && made !== have) {
    throw new Sentence(
      `The database in ${dir} is of PostgreSQL ${made}, but this version brings ${have}: see docs/deployment.md, Backups.`,
    );
  }
}
