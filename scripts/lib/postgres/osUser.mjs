/** PostgreSQL refuses to run as root: then it runs as the owner of its folder, or as a system user of our own. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { Sentence } from '../sentence.mjs';

const NAME = 'pluriclasse';

/**
 * Who runs PostgreSQL on the cluster in `dir`; undefined is the caller, who isn't root.
 *
 * @param {string} dir
 * @returns {{uid: number, gid: number} | undefined}
 */
export function postgresUser(dir) {
  if (process.getuid?.() !== 0) return undefined;
  const users = readUsers();
  const owner = fs.statSync(dir, { throwIfNoEntry: false });
  const known = owner && owner.uid !== 0 && users.find(({ uid }) => uid === owner.uid);
  const user =
    known || users.find(({ name }) => name === NAME) || createUser() || users.find(({ name }) => name === 'nobody');
  if (!user)
    throw new Sentence('PostgreSQL does not run as root: start as another user, or name a database in DATABASE_URL.');
  return { uid: user.uid, gid: user.gid };
}

function readUsers() {
  return fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function createUser() {
  const options = ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  spawnSync('useradd', [...options, '--user-group', NAME], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
  return readUsers().find(({ name }) => name === NAME);
}
