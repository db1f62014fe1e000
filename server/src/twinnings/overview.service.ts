import type { TwinningFigures } from '@pluriclasse/shared/api/twinnings';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { toCsv } from '@pluriclasse/shared/domain/csv';
import type { Language } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import type { Now } from '@pluriclasse/shared/time';
import type { Asks } from '../asks/asks.service.ts';
import type { Db } from '../db/Database.ts';
import en from '../locales/en/overview.json' with { type: 'json' };
import it from '../locales/it/overview.json' with { type: 'json' };
import { createWords } from '../mail/words.ts';
import { figuresOf } from './figures.ts';
import * as repository from './overview.repository.ts';
import { asTwinning, type Twinnings } from './twinnings.service.ts';

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;
const LONGEST = 400 * DAY;
const words = createWords<typeof en>({ en, it } satisfies Record<Language, typeof en>);
/** Italian spreadsheets have the comma in numbers, so cells are parted by semicolons. */
const separators: Readonly<Record<Language, ',' | ';'>> = { en: ',', it: ';' };
const columns = [
  'twinning',
  'state',
  'school',
  'class',
  'held',
  'missed',
  'cancelled',
  'toCome',
  'open',
  'hours',
  'waiting',
  'since',
] as const;

interface Span {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}
interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly twinnings: Twinnings;
  readonly asks: Asks;
}

/** What came of twinnings: lessons held, missed and to come, hours of each class, and who is waited for. */
export class Overview {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Of the twinnings that the actor may read. @throws AppError `bad_request` with reason `span` */
  async read(actor: Actor, asked: Span): Promise<{ from: number; to: number; twinnings: TwinningFigures[] }> {
    const { db, now, twinnings, asks } = this.#deps;
    const records = await twinnings.records(actor);
    const span = spanOf(asked, now());
    const ids = records.map(({ twinningId }) => twinningId);
    const byTwinning = Map.groupBy(await repository.listTallies(db, ids, span), ({ twinningId }) => twinningId);
    const waiting = Map.groupBy(await asks.openOf(actor, ids), ({ twinningId }) => twinningId);
    return {
      ...span,
      twinnings: records.map((record) => ({
        twinning: asTwinning(record, actor),
        ...figuresOf(record, byTwinning.get(record.twinningId) ?? [], now()),
        waiting: waiting.get(record.twinningId) ?? [],
      })),
    };
  }

  /** The same as a table, a row for each class, in the reader's language. */
  async table(actor: Actor, asked: Span): Promise<{ fileName: string; text: string }> {
    const { from, to, twinnings } = await this.read(actor, asked);
    const language = actor.kind === 'staff' ? await repository.findLanguage(this.#deps.db, actor.staffId) : 'en';
    const say = words(language);
    const rows = twinnings.flatMap((one) => {
      const { twinning, held, missed, cancelled, toCome, open, time, waiting } = one;
      return time.map(({ schoolId, name, ms }) => {
        const school = twinning.participants.find((part) => part.school.schoolId === schoolId)?.school.name ?? '';
        const theirs = waiting.filter((ask) => ask.school.schoolId === schoolId);
        const since = theirs[0] ? day(theirs[0].askedAt) : '';
        const state = say(`states.${twinning.state}`);
        const hours = Math.round((ms / HOUR) * 100) / 100;
        return [twinning.name, state, school, name, held, missed, cancelled, toCome, open, hours, theirs.length, since];
      });
    });
    const head = columns.map((column) => say(`columns.${column}`));
    return {
      fileName: `${say('file')}-${day(from)}-${day(to)}.csv`,
      text: toCsv([head, ...rows], separators[language]),
    };
  }
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Without a span the school year: from the last 1 September on. */
function spanOf({ from, to }: Span, now: number): { from: number; to: number } {
  const year = new Date(now).getUTCFullYear();
  const september = [Date.UTC(year, 8, 1), Date.UTC(year - 1, 8, 1)].find((at) => at <= now) ?? 0;
  const begin = from ?? (to === undefined ? september : to - 365 * DAY);
  const end = to ?? begin + 365 * DAY;
  if (!isInstant(begin) || !isInstant(end) || end <= begin || end - begin > LONGEST)
    throw new AppError('bad_request', 'Not a span', { reason: 'span' });
  return { from: begin, to: end };
}

/** Within what both JavaScript's dates and PostgreSQL's can say. */
const isInstant = (value: number) => Number.isInteger(value) && value >= 0 && value < 4e12;
