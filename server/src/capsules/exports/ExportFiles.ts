import type { ExportFormat } from '@pluriclasse/shared/api/capsuleExports';
import type { CapsuleExportId } from '@pluriclasse/shared/ids';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { endingOf } from './ableTo.ts';
import { endRunIn } from './runsIn.ts';

/** A file, and the run that made it. */
interface Made {
  readonly exportId: CapsuleExportId;
  readonly run: string;
  readonly format: ExportFormat;
}

/**
 * The files that were made, in one folder, and a folder within it for each that is being made. Several servers may share
 * it: all has the name of its run, and a server touches none but its own, those that nobody wants, and those of servers
 * that are gone.
 */
export class ExportFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  pathOf({ exportId, run, format }: Made): string {
    return path.join(this.#folder, `${exportId}.${run}.${endingOf(format)}`);
  }

  /** Lends a run an empty folder, which is gone afterwards whatever happens. */
  async within<T>(run: string, work: (folder: string) => Promise<T>): Promise<T> {
    const folder = path.join(this.#folder, `.${run}`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** A file gets its name when it is whole, so that there are no halves of one. */
  keep(file: string, made: Made): Promise<void> {
    return rename(file, this.pathOf(made));
  }

  /** @param run of which; undefined: whatever run made one */
  async remove(exportId: CapsuleExportId, run?: string): Promise<void> {
    const prefix = run === undefined ? `${exportId}.` : `${exportId}.${run}.`;
    for (const name of await this.#names())
      if (name.startsWith(prefix)) await rm(path.join(this.#folder, name), { force: true });
  }

  /**
   * Takes away all that is of no run of these, also what a killed server left half made or running.
   * @param runs those that made what is there, or that go on; asked for once it is known what there is, so that one
   *   that begins meanwhile is not taken for another's
   */
  async keepOnly(runs: () => Promise<ReadonlySet<string>>): Promise<void> {
    const names = await this.#names();
    const known = await runs();
    for (const name of names) {
      const [, run = ''] = name.split('.');
      if (known.has(run)) continue;
      const left = path.join(this.#folder, name);
      await endRunIn(left);
      await rm(left, { recursive: true, force: true });
    }
  }

  async #names(): Promise<string[]> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    return readdir(this.#folder);
  }
}
