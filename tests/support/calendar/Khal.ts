import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A khal with a calendar of its own, whose person lives in a given zone. */
export class Khal {
  readonly #folder: string;
  readonly #config: string;

  constructor(timeZone: string) {
    this.#folder = mkdtempSync(path.join(os.tmpdir(), 'pluriclasse-khal-'));
    this.#config = path.join(this.#folder, 'config');
    const events = path.join(this.#folder, 'events');
    mkdirSync(events);
    writeFileSync(
      this.#config,
      [
        '[calendars]',
        '[[school]]',
        `path = ${events}`,
        '[locale]',
        `local_timezone = ${timeZone}`,
        `default_timezone = ${timeZone}`,
        'timeformat = %H:%M',
        'dateformat = %Y-%m-%d',
        'longdateformat = %Y-%m-%d',
        'datetimeformat = %Y-%m-%d %H:%M',
        'longdatetimeformat = %Y-%m-%d %H:%M',
        '[default]',
        'default_calendar = school',
        '[sqlite]',
        `path = ${path.join(this.#folder, 'khal.db')}`,
        '',
      ].join('\n'),
    );
  }

  /** Takes in a calendar file; an event that it has already is replaced. */
  import(text: string): void {
    const file = path.join(this.#folder, 'in.ics');
    writeFileSync(file, text);
    this.#run(['import', '--batch', '-a', 'school', file]);
  }

  /** Events from a day on, one a line, as the format says. */
  list(from: string, days: number, format: string): string[] {
    const output = this.#run(['list', '--once', '--day-format', '', '--format', format, from, `${days}d`]);
    return output.split('\n').filter((line) => line.trim() !== '');
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(args: string[]): string {
    const env = { ...process.env, LC_ALL: 'C.UTF-8', XDG_DATA_HOME: this.#folder, XDG_CACHE_HOME: this.#folder };
    const { status, stdout, stderr } = spawnSync('khal', ['-c', this.#config, ...args], { encoding: 'utf8', env });
    if (status !== 0) throw new Error(`khal ${args[0]} ended with ${status}: ${stderr}`);
    return stdout;
  }
}
