/** Debian's packages: what is there, and installing what isn't. */
import { spawnSync } from 'node:child_process';
import { run } from './run.mjs';
import { Sentence } from './sentence.mjs';
import { step } from './steps.mjs';

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
const root = () => process.getuid?.() === 0;

export const hasApt = () => has('apt-get') && has('dpkg-query');

/** Which of the packages aren't installed. */
export function missingPackages(names) {
  return names.filter((name) => {
    const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}', name], { encoding: 'utf8' });
    return !stdout?.startsWith('ii');
  });
}

/** The names of the packages that hold these files. */
export function packagesOf(files) {
  const { stdout } = spawnSync('dpkg-query', ['-S', ...files], { encoding: 'utf8' });
  return [
    ...new Set(
      (stdout ?? '')
        .split('\n')
        .map((line) => line.split(':')[0])
        .filter(Boolean),
    ),
  ];
}

/**
 * Installs packages as root, or by sudo.
 *
 * @param {string[]} names
 * @param {string} what they are for, as in "the compiler for the mediasoup worker"
 */
export async function installPackages(names, what) {
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  const prefix = asRoot(missing);
  await step(`Installing ${what} (${missing.length} Debian packages)`, async (progress) => {
    await apt(prefix, ['update'], missing, progress, 0, 0.2);
    await apt(prefix, ['install', '-y', '--no-install-recommends', ...missing], missing, progress, 0.2, 1);
  });
}

function asRoot(missing) {
  if (root()) return [];
  const quiet = has('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  if (quiet) return ['sudo', '-n'];
  const asked = has('sudo') && process.stdin.isTTY && spawnSync('sudo', ['-v'], { stdio: 'inherit' }).status === 0;
  if (asked) return ['sudo', '-n'];
  throw new Sentence(
    `Some Debian packages are missing: as root, run  apt-get install -y ${missing.join(' ')}  and start again.`,
  );
}

/** apt tells how far it is in lines of their own: `dlstatus:…:PERCENT:…`, then `pmstatus:…:PERCENT:…`. */
async function apt(prefix, args, missing, progress, from, to) {
  const onLine = (line) => {
    const [, kind, percent] = /^(dl|pm)status:[^:]*:([\d.]+):/.exec(line) ?? [];
    if (kind) progress(from + (to - from) * ((kind === 'pm' ? 0.5 : 0) + Number(percent) / 200));
    return kind;
  };
  const options = ['-q', '-o', 'APT::Status-Fd=1', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0'];
  const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...options, ...args];
  const failure = `apt-get failed: see above; as root, run  apt-get install -y ${missing.join(' ')}  and start again.`;
  await run(program, rest, { failure, env: process.env, onLine });
}
