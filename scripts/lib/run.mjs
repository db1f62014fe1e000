import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './paths.mjs';
import { Sentence } from './sentence.mjs';

const KEPT_LINES = 60;

/** The environment in which the installed tools are found, and run by the Node that runs us: npm 9 links no `node`. */
export const toolEnv = (env = process.env) => ({
  ...env,
  PATH: [path.dirname(process.execPath), path.join(root, 'node_modules', '.bin'), env.PATH].join(path.delimiter),
});

/**
 * Runs a program to its end, quietly: its output is shown only when it fails.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{failure: string, onLine?: (line: string) => unknown, cwd?: string, env?: NodeJS.ProcessEnv}} options `failure`: the sentence when it fails;
 *   `onLine`: truthy when it made use of the line
 */
export async function run(program, args, { failure, onLine = () => {}, cwd = root, env = toolEnv() }) {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const kept = [];
  const listen = (stream, heard) => {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split(/[\r\n]+/);
      rest = lines.pop();
      lines.forEach(heard);
    });
  };
  const hear = (line) => {
    // What tells how far it is doesn't tell why it failed.
    if (onLine(line)) return;
    kept.push(line);
    // Of what is long, the beginning tells why as often as the end.
    if (kept.length > KEPT_LINES) kept.splice(KEPT_LINES / 2, 1);
  };
  listen(child.stdout, hear);
  listen(child.stderr, hear);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      hear(error.message);
      resolve(-1);
    });
    child.once('close', resolve);
  });
  if (code === 0) return;
  console.error(`\n${kept.join('\n')}`);
  throw new Sentence(failure);
}
