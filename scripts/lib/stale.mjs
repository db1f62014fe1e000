/** Whether what was built is older than its sources: by a look at the files' dates, and by their content if in doubt. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, stampDir } from './paths.mjs';

/**
 * @param {string} name of what is built
 * @param {string[]} sources files and folders, relative to the repository
 * @param {string[]} results files that must be there
 */
export function staleness(name, sources, results) {
  const stampFile = path.join(stampDir, `${name}.json`);
  const files = sources.flatMap((source) => list(path.join(root, source))).sort();
  const dates = digest(files.map((file) => `${file} ${fs.statSync(file).size} ${fs.statSync(file).mtimeMs}`));
  const content = () => digest(files.flatMap((file) => [path.relative(root, file), fs.readFileSync(file)]));
  const write = (stamp) => {
    fs.mkdirSync(stampDir, { recursive: true });
    fs.writeFileSync(stampFile, JSON.stringify(stamp));
  };
  const missing = !results.every((result) => fs.existsSync(path.join(root, result)));
  // Read before the build, so that an edit meanwhile isn't missed.
  let before;
  return {
    missing,
    isStale() {
      const stamp = readStamp(stampFile);
      if (!missing && stamp?.dates === dates) return false;
      before = { dates, content: content() };
      if (missing || stamp?.content !== before.content) return true;
      write(before);
      return false;
    },
    /** To be called after the build that `isStale` asked for. */
    markFresh: () => write(before),
  };
}

function readStamp(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function list(where) {
  const stat = fs.statSync(where, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [where];
  return fs.readdirSync(where).flatMap((name) => list(path.join(where, name)));
}
