import type { Feed, FeedShows } from '@pluriclasse/shared/api/feeds';
import type { Actor, StaffActor } from '@pluriclasse/shared/domain/actor';
import { can, type SchoolSubject } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import { StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { createHash, randomUUID } from 'node:crypto';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import { hashToken, newToken } from '../people/tokens.ts';
import { busyCalendar, type BusyTime } from './busyCalendar.ts';
import type { FeedLessons } from './feedLessons.service.ts';
import * as repository from './feeds.repository.ts';
import type { FeedRow, HolderRow, Owner, Whose } from './feeds.repository.ts';
import type { Timetables } from '../timetables/timetables.service.ts';
import { lessonsCalendar } from './lessonsCalendar.ts';
import { timetableBusy } from './timetableBusy.ts';
import { feedWords } from './words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How far back a calendar reaches, and how long what was called off stays in it. */
const LOOK_BACK = 60 * DAY;
/** How far ahead hours that are taken are told. */
const BUSY_AHEAD = 180 * DAY;

/** What a program is given, and what it needs to know whether it has it already. */
export interface FeedContent {
  readonly text: string;
  readonly hash: Buffer;
  /** Since when it says this. */
  readonly changedAt: number;
}

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly lessons: FeedLessons;
  readonly timetables: Timetables;
}

/**
 * Calendars for programs that can't sign in. An address stands for the member of staff who made it and for one calendar:
 * what it gives is decided, each time, by what that person may see.
 */
export class Feeds {
  readonly #deps: Deps;
  #installationId: string | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** One's own addresses of a calendar. @throws AppError `not_found` for a calendar that the actor may not see. */
  async list(actor: Actor, whose: Whose): Promise<Feed[]> {
    const { holder } = await this.#allowed(actor, whose);
    const rows = await repository.listFeeds(this.#deps.db, holder.staffId, whose);
    return rows.map(asFeed).sort((a, b) => a.shows.localeCompare(b.shows) * -1);
  }

  /** @returns the secret, which is nowhere kept. */
  async make(actor: Actor, whose: Whose, shows: FeedShows): Promise<{ feed: Feed; token: string }> {
    const { db, log, now } = this.#deps;
    const { holder } = await this.#allowed(actor, whose);
    const token = newToken();
    const row: FeedRow = {
      ...repository.ownerColumns(whose),
      feedId: randomUUID(),
      tokenHash: hashToken(token),
      holderId: holder.staffId,
      shows,
      createdAt: now(),
      readAt: null,
      contentHash: null,
      contentAt: null,
    };
    await repository.replaceFeed(db, row);
    log.info({ feedId: row.feedId, of: whose.of, shows }, 'calendar address made');
    return { feed: asFeed(row), token };
  }

  async revoke(actor: Actor, whose: Whose, shows: FeedShows): Promise<void> {
    const { holder } = await this.#allowed(actor, whose);
    const gone = await repository.deleteFeed(this.#deps.db, holder.staffId, whose, shows);
    if (gone) this.#deps.log.info({ of: whose.of, shows }, 'calendar address revoked');
  }

  /**
   * What stands under a secret address now.
   * @param shows what is asked for; an address of hours that are taken gives nothing else
   * @param origin where our pages are, for links to lessons
   * @throws AppError `not_found` for what is no secret, or one that is in force no more
   */
  async open(token: string, shows: FeedShows, origin: string): Promise<FeedContent> {
    const { db, now } = this.#deps;
    // Found by its hash: how long that takes tells nothing of any secret.
    const found = await repository.findFeed(db, hashToken(token));
    const owner = found && (await repository.findOwner(db, repository.whoseFeed(found.feed)));
    if (!found || !owner || !mayHold(actorOf(found.holder), owner)) throw nothingHere();
    const busy = shows === 'busy' || found.feed.shows === 'busy';
    const text = await (busy
      ? this.#busy(found.feed, found.holder, owner)
      : this.#lessons(found.holder, owner, origin));
    const read = { text, hash: createHash('sha256').update(text).digest() };
    // An address of lessons also answers with busy hours: only what it was made for tells when it changed.
    const own = busy === (found.feed.shows === 'busy');
    const changedAt = own ? await this.#noteContent(found.feed, read.hash) : now();
    await repository.markRead(db, found.feed.feedId, now(), now() - HOUR);
    return { ...read, changedAt };
  }

  /** What tells this installation's lessons from others', for other services. It is read once: it never changes. */
  async installationId(): Promise<string> {
    return (this.#installationId ??= await repository.readInstallationId(this.#deps.db));
  }

  async #lessons(holder: HolderRow, owner: Owner, origin: string): Promise<string> {
    const { lessons, now } = this.#deps;
    const installationId = await this.installationId();
    const list = await lessons.list({ ...owner, teacher: teaches(holder) }, { from: now() - LOOK_BACK });
    const schoolId = owner.school?.schoolId;
    const reader = { language: holder.language, schoolId, origin, installationId };
    return lessonsCalendar(nameOf(owner, holder), list, reader);
  }

  async #busy({ feedId }: FeedRow, holder: HolderRow, owner: Owner): Promise<string> {
    const { lessons, now } = this.#deps;
    const from = Math.floor(now() / DAY) * DAY;
    const span = { from, to: from + BUSY_AHEAD };
    const times = await lessons.busy({ ...owner, teacher: teaches(holder) }, span);
    return busyCalendar(feedId, [...times, ...(await this.#timetable(owner, span))], span);
  }

  /** Hours that the own school's timetable takes of a person, a class or a room; a school as a whole is never taken. */
  async #timetable({ of, id, school: found }: Owner, span: { from: number; to: number }): Promise<BusyTime[]> {
    if (of === 'school' || found === undefined) return [];
    const { calendars } = await this.#deps.timetables.calendars([found.schoolId]);
    return calendars.flatMap((calendar) => timetableBusy(calendar, { of, id }, span));
  }

  /**
   * Since when it says what it says. HTTP's times know seconds only, so no two contents get the same one: else a program
   * that asks by time alone would miss the later.
   */
  async #noteContent({ feedId, contentHash, contentAt }: FeedRow, hash: Buffer): Promise<number> {
    if (contentAt !== null && contentHash?.equals(hash)) return contentAt;
    const second = Math.floor(this.#deps.now() / 1000) * 1000;
    const at = contentAt === null ? second : Math.max(second, contentAt + 1000);
    await repository.setContent(this.#deps.db, feedId, { contentHash: hash, contentAt: at });
    return at;
  }

  /** The calendar, if the actor may have addresses of it. */
  async #allowed(actor: Actor, whose: Whose): Promise<{ holder: StaffActor; owner: Owner }> {
    requireSomebody(actor);
    const found = await repository.findOwner(this.#deps.db, whose);
    if (whose.of === 'staff') visible(actor, 'feed:own', found, person);
    else permit(actor, 'feed:school', school(visible(actor, 'school:read', found, school)));
    // Only staff may any of these.
    if (actor.kind !== 'staff' || found === undefined) throw nothingHere();
    return { holder: actor, owner: found };
  }
}

const person = ({ id }: Owner) => ({ kind: 'person', staffId: StaffId.parse(id) }) as const;
/** Classes, rooms and schools are of a school. */
function school({ school: found }: Owner): SchoolSubject {
  if (found === undefined) throw nothingHere();
  return { kind: 'school', schoolId: found.schoolId };
}

const mayHold = (actor: Actor, owner: Owner): boolean =>
  owner.of === 'staff' ? can(actor, 'feed:own', person(owner)) : can(actor, 'feed:school', school(owner));

/** Who made an address, as at any other door. */
const actorOf = ({ staffId, schoolId, roles }: HolderRow): StaffActor => ({
  kind: 'staff',
  staffId,
  schoolId: schoolId ?? undefined,
  roles,
});

/** Only asked of one's own calendar, whose holder is its person. */
const teaches = ({ roles }: HolderRow): boolean => roles.includes('teacher');

const asFeed = ({ shows, createdAt, readAt }: FeedRow): Feed => ({ shows, createdAt, readAt });

function nameOf({ of, name, school: found }: Owner, { language }: HolderRow): string {
  const words = feedWords[language];
  return of === 'staff' || of === 'school' ? words[of](name) : words[of](name, found?.name ?? '');
}

const nothingHere = () => new AppError('not_found', 'There is no calendar at this address');
