import * as api from '@pluriclasse/shared/api/imports';
import { readTimetable } from '@pluriclasse/shared/api/timetables';
import { ok, type TestSchool } from './network.ts';
import type { TestBrowser } from './TestBrowser.ts';

export type ImportedFile = readonly [name: string, content: string | Uint8Array];

/** A school's imports, as its page calls them. */
export class ImportDesk {
  readonly #school: Pick<TestSchool, 'schoolId' | 'head'>;

  constructor(school: Pick<TestSchool, 'schoolId' | 'head'>) {
    this.#school = school;
  }

  get params() {
    return { schoolId: this.#school.schoolId };
  }

  start(files: readonly ImportedFile[], who: TestBrowser = this.#school.head) {
    return ok(who, api.startImport, { params: this.params, body: bodyOf(files) });
  }

  /** Reads and answers whatever the server did. */
  attempt(files: readonly ImportedFile[], who: TestBrowser = this.#school.head) {
    return who.call(api.startImport, { params: this.params, body: bodyOf(files) });
  }

  choose(one: api.Import, change: Partial<api.ImportChoices>) {
    return ok(this.#school.head, api.chooseForImport, {
      params: { ...this.params, importId: one.importId },
      body: { ...one.choices, ...change },
    });
  }

  apply({ importId, revision, plan }: api.Import, who: TestBrowser = this.#school.head) {
    return who.call(api.applyImport, { params: { ...this.params, importId }, body: { revision, plan } });
  }

  undo({ importId }: Pick<api.Import, 'importId'>, who: TestBrowser = this.#school.head) {
    return who.call(api.undoImport, { params: { ...this.params, importId } });
  }

  timetable() {
    return ok(this.#school.head, readTimetable, { params: this.params });
  }
}

const bodyOf = (files: readonly ImportedFile[]) => ({
  format: 'auto',
  files: files.map(([name, content]) => ({ name, content: Buffer.from(content).toString('base64') })),
});

/** Each item as a sign and its name: `+closure Natale`, `~entry 1A Inglese 1.1`. */
export const words = ({ items }: api.Import) => items.map((item) => `${sign(item)}${item.of} ${name(item)}`.trim());
const sign = ({ before, after }: api.ImportItem) => (before === null ? '+' : after === null ? '-' : '~');
function name(item: api.ImportItem): string {
  if (item.of === 'known') return '';
  if (item.of !== 'entry') return (item.after ?? item.before)?.name ?? '';
  const entry = item.after ?? item.before;
  return entry ? `${entry.classes.join('+')} ${entry.subject} ${entry.weekday}.${entry.period}` : '';
}
/** Each problem by its level, code and line. */
export const told = ({ problems }: api.Import) => problems.map(({ level, code, line }) => `${level} ${code} ${line}`);
