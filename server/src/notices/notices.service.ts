import type { Notice, NoticeKind, NoticeParams } from '@pluriclasse/shared/api/notices';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { defaultChoice, isAlwaysTold, topicOf } from '@pluriclasse/shared/domain/noticeTopics';
import { NoticeId, type StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import { writeLetter, type Letter } from '../mail/letter.ts';
import type { CalendarPart, Outbox } from '../mail/Outbox.ts';
import type { Reader } from '../mail/when.ts';
import * as repository from './notices.repository.ts';
import type { NoticeRecord } from './notices.repository.ts';
import { sayNotice } from './sayNotice.ts';
import { staffIdOf } from './staffIdOf.ts';

const SHOWN = 50;
const DAY = 24 * 3_600_000;
/** How long notices are kept. */
const KEPT = 180 * DAY;

/** What somebody is told. */
export interface Telling {
  readonly kind: NoticeKind;
  /** What stands in the kind's sentences. No pupil's name. */
  readonly params: NoticeParams;
  /** The page to act on, `/agreements/…`: an id, never a secret. */
  readonly path: string;
  /** Whoever was told something with this key is not told it again. */
  readonly dedupeKey?: string;
  /** Goes with the mail: the same to all, or each reader's own, made in the transaction. */
  readonly calendar?: CalendarPart | ((staffId: StaffId, db: Db) => Promise<CalendarPart | undefined>);
  /** More for the mail than the kind's sentence: hours of a list, reasons, further links (paths). */
  readonly more?: (reader: Reader) => Pick<Letter, 'facts' | 'actions'> & { readonly paragraphs?: readonly string[] };
  /** `false`: only in the product. */
  readonly mail?: boolean;
}

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly outbox: Outbox;
  /** The address that browsers use: mails are written when nobody's browser asks. */
  readonly origin: () => string;
}

/** Tells members of staff what happened: in the product, and by e-mail. */
export class Notices {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Tells each of them once, where he or she wants to hear of it; those who have left hear nothing. Pass the transaction of what it tells about: then both
   * happen, or neither.
   */
  async tell(to: readonly StaffId[], telling: Telling, db: Db = this.#deps.db): Promise<void> {
    if (to.length === 0) return;
    const { kind, params, path, dedupeKey = null } = telling;
    const topic = topicOf(kind);
    for (const reader of await repository.findReaders(db, [...new Set(to)], topic)) {
      const { staffId, here = defaultChoice.here, mail = defaultChoice.mail } = reader;
      const noticeId = newId(NoticeId);
      const createdAt = this.#deps.now();
      const hidden = !here && !isAlwaysTold(topic);
      const notice = { noticeId, staffId, kind, params, path, dedupeKey, createdAt, readAt: null, hidden };
      const isNew = await repository.insertNotice(db, notice);
      if (!isNew || telling.mail === false || !mail) continue;
      await this.#mail(reader, noticeId, telling, db);
    }
  }

  async #mail(
    { staffId, name, language, timeZone }: Awaited<ReturnType<typeof repository.findReaders>>[number],
    noticeId: NoticeId,
    { kind, params, path, calendar, more }: Telling,
    db: Db,
  ): Promise<void> {
    const { outbox, origin } = this.#deps;
    const reader: Reader = { language, timeZone: timeZone ?? undefined };
    const { subject, text, action } = sayNotice(reader, kind, params);
    const { paragraphs = [], facts = [], actions = [] } = more?.(reader) ?? {};
    const url = (to: string) => new URL(to, origin()).href;
    const letter = writeLetter(language, {
      settingsUrl: url('/settings'),
      subject,
      name,
      paragraphs: [text, ...paragraphs],
      facts,
      actions: [{ label: action, url: url(path) }, ...actions.map((one) => ({ ...one, url: url(one.url) }))],
    });
    const mail = { to: { staffId }, kind, language, dedupeKey: `notice:${noticeId}`, ...letter };
    const part = typeof calendar === 'function' ? await calendar(staffId, db) : calendar;
    await outbox.enqueue({ ...mail, ...(part && { calendar: part }) }, db);
  }

  /** One's own, the newest first. */
  async list(actor: Actor, before?: NoticeId): Promise<{ notices: Notice[]; unread: number; more: boolean }> {
    const { db } = this.#deps;
    const staffId = staffIdOf(actor);
    const rows = await repository.listNotices(db, staffId, before, SHOWN + 1);
    const unread = await repository.countUnread(db, staffId);
    return { notices: rows.slice(0, SHOWN).map(asNotice), unread, more: rows.length > SHOWN };
  }

  /** @returns how many are still unread */
  async read(actor: Actor, noticeIds: readonly NoticeId[] | 'all'): Promise<number> {
    const { db, now } = this.#deps;
    const staffId = staffIdOf(actor);
    await repository.markRead(db, staffId, noticeIds, now());
    return repository.countUnread(db, staffId);
  }

  /** Forgets old ones. */
  async sweep(): Promise<void> {
    await repository.deleteBefore(this.#deps.db, this.#deps.now() - KEPT);
  }
}

const asNotice = ({ noticeId, kind, params, path, createdAt, readAt }: NoticeRecord): Notice => ({
  noticeId,
  kind,
  params,
  path,
  createdAt,
  readAt,
});
