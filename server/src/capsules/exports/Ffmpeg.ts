import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Log } from '../../log.ts';
import type { FfmpegSkills } from './ableTo.ts';
import { runFfmpeg, type FfmpegRun } from './runFfmpeg.ts';

const LOOK = 10_000;
const run = promisify(execFile);

/** The ffmpeg of this computer, if there is one. */
export class Ffmpeg {
  readonly #binary: string | undefined;
  readonly #log: Log;
  #skills: Promise<FfmpegSkills | undefined> | undefined;

  /** @param binary where it is; undefined where it is not installed */
  constructor(binary: string | undefined, log: Log) {
    this.#binary = binary;
    this.#log = log;
  }

  /** What it can do; undefined without one, or when it does not start. Looked up once. */
  skills(): Promise<FfmpegSkills | undefined> {
    return (this.#skills ??= this.#look());
  }

  /** @throws ExportFailed */
  async run(task: Omit<FfmpegRun, 'binary'>): Promise<void> {
    if (this.#binary === undefined) throw new Error('There is no ffmpeg');
    await runFfmpeg({ ...task, binary: this.#binary });
  }

  async #look(): Promise<FfmpegSkills | undefined> {
    const binary = this.#binary;
    if (binary === undefined) return undefined;
    try {
      const [encoders, decoders] = await Promise.all(
        ['-encoders', '-decoders'].map(async (list) => {
          const { stdout } = await run(binary, ['-hide_banner', list], {
            timeout: LOOK,
            maxBuffer: 1_000_000,
            env: {},
          });
          return new Set([...stdout.matchAll(/^\s[A-Z.]{6}\s(\w\S*)/gm)].map(([, name = '']) => name));
        }),
      );
      if (encoders === undefined || decoders === undefined) return undefined;
      this.#log.info({ encoders: encoders.size, decoders: decoders.size }, 'ffmpeg found');
      return { encoders, decoders };
    } catch (error) {
      this.#log.warn({ err: error }, 'ffmpeg does not start');
      return undefined;
    }
  }
}
