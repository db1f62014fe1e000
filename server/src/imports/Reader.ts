import type { ImportFormat, TextEncoding } from '@pluriclasse/shared/api/imports';
import { ApartRuns, scriptBeside, type ApartLimits } from '../apart/ApartRuns.ts';
import type { CalendarOptions } from './formats/ical/parseIcal.ts';
import { detectFormat, readUpload } from './formats/readUpload.ts';
import type { Reading, SourceFile } from './formats/reading.ts';
import { isZip } from './formats/unzip.ts';

export interface ReadTask {
  readonly asked: ImportFormat | 'auto';
  readonly files: readonly SourceFile[];
  readonly options: CalendarOptions & { readonly encoding?: TextEncoding | undefined };
}
export interface ReadLimits extends ApartLimits {
  /** Bytes up to which a file is read at once, if reading takes no longer than its size lets expect. */
  readonly atOnce: number;
}
const usual: ReadLimits = { atOnce: 60_000, milliseconds: 30_000, megabytes: 512 };
const script = scriptBeside(import.meta.url, 'readWorker');

/** Reads uploads beside the server's own work: what may take long in a process with bounds on its time and memory. */
export class Reader {
  readonly #atOnce: number;
  readonly #apart: ApartRuns<ReadTask, Reading>;

  constructor({ atOnce, milliseconds, megabytes }: ReadLimits = usual) {
    this.#atOnce = atOnce;
    this.#apart = new ApartRuns(script, { tooMuch: 'file_too_large', milliseconds, megabytes });
  }

  /** @throws AppError `bad_request` with a reason for what can't be read, or not within the bounds */
  async read(task: ReadTask): Promise<Reading> {
    if (this.#isShort(task)) return readUpload(task.asked, task.files, task.options);
    return this.#apart.run(task);
  }

  /** A ZIP unpacks to more than it is, and one line of a calendar repeats for years. */
  #isShort({ asked, files }: ReadTask): boolean {
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    return size <= this.#atOnce && !files.some(({ bytes }) => isZip(bytes)) && !isCalendar(asked, files);
  }
}

function isCalendar(asked: ReadTask['asked'], files: readonly SourceFile[]): boolean {
  try {
    return (asked === 'auto' ? detectFormat(files) : asked) === 'ical';
  } catch {
    // What is nothing of the kind is refused by the same look, at once.
    return false;
  }
}
