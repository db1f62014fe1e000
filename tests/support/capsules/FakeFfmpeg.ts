import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** What the next runs do. */
interface Plan {
  /** Parts of the whole that it tells of, one after the other. */
  readonly told?: readonly number[];
  /** Waits after that until it is let go. */
  readonly holds?: boolean;
  /** What it says as it fails; undefined: it comes to its end. */
  readonly fails?: string;
  /** The part of the whole at which its end is. */
  readonly reaches?: number;
  readonly bytes?: number;
}
export interface FakeRun {
  readonly pid: number;
  readonly args: readonly string[];
  /** Names of what it got of the server's environment. */
  readonly env: readonly string[];
}

/** Speaks as ffmpeg does, and does as it is told. */
const script = (folder: string) => `#!${process.execPath}
const fs = require('node:fs');
const folder = ${JSON.stringify(folder)};
const args = process.argv.slice(2);
const line = (name) => ' V....D ' + name + ' what it is';
if (args.includes('-encoders')) console.log(['libx264', 'aac'].map(line).join('\\n'));
else if (args.includes('-decoders')) console.log(['librsvg'].map(line).join('\\n'));
else {
  const plan = JSON.parse(fs.readFileSync(folder + '/plan.json', 'utf8'));
  const run = { pid: process.pid, args, env: Object.keys(process.env) };
  const duration = Number(args[args.indexOf('-t') + 1]);
  const output = args.at(-1).replace(/^file:/, '');
  fs.writeFileSync(output, Buffer.alloc(plan.bytes ?? 1000, 'f'));
  const tell = (part, progress) => console.log('out_time_us=' + Math.round(part * duration * 1e6) + '\\nprogress=' + progress);
  fs.appendFileSync(folder + '/runs', JSON.stringify(run) + '\\n');
  console.log('out_time_us=N/A');
  for (const part of plan.told ?? []) tell(part, 'continue');
  const end = () => {
    if (plan.fails !== undefined) {
      console.error(plan.fails);
      process.exitCode = 1;
    } else tell(plan.reaches ?? 1, 'end');
  };
  const waiting = setInterval(() => {
    if (plan.holds && !fs.existsSync(folder + '/go')) return;
    clearInterval(waiting);
    end();
  }, 10);
}
`;

/** A program that stands for ffmpeg, so that what is around it is tried where there is none. */
export class FakeFfmpeg {
  readonly binary: string;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.binary = path.join(folder, 'ffmpeg');
  }

  static async create(): Promise<FakeFfmpeg> {
    const fake = new FakeFfmpeg(await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-ffmpeg-')));
    await writeFile(fake.binary, script(fake.#folder));
    await chmod(fake.binary, 0o755);
    await fake.plan({});
    return fake;
  }

  /** Says what is done from now on, and forgets the runs before. */
  async plan(plan: Plan): Promise<void> {
    for (const name of ['go', 'runs']) await rm(path.join(this.#folder, name), { force: true });
    await writeFile(path.join(this.#folder, 'plan.json'), JSON.stringify(plan));
  }

  /** Lets go those that hold, now and later. */
  async go(): Promise<void> {
    await writeFile(path.join(this.#folder, 'go'), '');
  }

  async runs(): Promise<FakeRun[]> {
    const text = await readFile(path.join(this.#folder, 'runs'), 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as FakeRun); // the script above wrote it
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
