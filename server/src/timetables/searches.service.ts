import type { Search } from '@pluriclasse/shared/api/planning';
import type { CommonPlan } from '@pluriclasse/shared/api/plans';
import type { WishAnswer } from '@pluriclasse/shared/calendar/answer';
import type { ScheduleRequest, Wish } from '@pluriclasse/shared/calendar/wish';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { untitled } from '@pluriclasse/shared/domain/partnerCalendar';
import { can, type JointSubject } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import type { StaffId, TwinningId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { randomUUID } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import type { Log } from '../log.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import { isAgreed, jointOf, type Twinnings } from '../twinnings/twinnings.service.ts';
import { namesIn } from './namesIn.ts';
import { openSearchWorker } from './openSearchWorker.ts';
import type { PartnerCalendars } from './partnerCalendars.service.ts';
import { presentPlan, presentSearch } from './presentSearch.ts';
import { SearchQueue } from './SearchQueue.ts';
import { checkWishes, classesOf, limitFor, schoolsOf } from './searchRequest.ts';
import { SearchRun } from './SearchRun.ts';
import { swapOf, type SearchTask, type Swap } from './swap.ts';
import type { CalendarOfSchool, Timetables } from './timetables.service.ts';

/** Milliseconds after its end. */
const KEPT = 3_600_000;
/** Ended searches that are kept of one person. */
const KEPT_OF_ONE = 10;
const AT_ONCE_OF_ONE = 2;
/** Wishes of those who look within one twinning: its pages ask for one. */
const WISHES_OF_ONE = 12;
/** Threads at a time, of as many people: lessons need the processors too. */
const AT_ONCE = 2;
/** What a search has not found by then is not worth the wait. Milliseconds. */
const LONGEST = 300_000;
/** Milliseconds that a reader waits for news. */
const WAIT = 10_000;

interface Deps {
  readonly log: Log;
  readonly now: Now;
  readonly timetables: Timetables;
  readonly twinnings: Twinnings;
  readonly partnerCalendars: PartnerCalendars;
  /** What tests replace. */
  readonly openWorker?: (task: SearchTask) => Worker;
}

/** What one looks for. */
export interface SearchWishes {
  readonly twinningId: TwinningId | null;
  readonly wishes: readonly Wish[];
  readonly seed: number;
  readonly limit: number;
}

interface Kept extends SearchWishes {
  readonly searchId: string;
  readonly owner: StaffId;
  readonly startedAt: number;
  readonly run: SearchRun;
  readonly basis: Search['basis'];
  /** Hours that wishes were not to have, as in a swap. */
  readonly refused: Swap['refused'];
  endedAt: number | undefined;
}

const none: ReadonlySet<string> = new Set();
/** No school in particular: whoever may look for its hours may for those of any. */
const anySchools: JointSubject = { kind: 'joint', schoolIds: [], classGroupIds: [] };

/**
 * Searches for common hours, each in a thread, for whoever began it. They live in this server and end with it: they are
 * quick to begin again, and what they found binds nobody until a series is made of it.
 */
export class Searches {
  readonly #deps: Deps;
  readonly #kept = new Map<string, Kept>();
  readonly #queue = new SearchQueue<StaffId>(AT_ONCE);
  /** Of whom one is being begun. */
  readonly #beginning: StaffId[] = [];
  #closed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Begins one on what the timetables say now.
   * @throws AppError `forbidden`, `bad_request` with a reason, `too_many` while two of one's own run; `conflict` with
   * reason `twinning_rests` when the schools don't work together
   */
  async start(actor: Actor, wanted: SearchWishes): Promise<Search> {
    return presentSearch(await this.#start(actor, wanted));
  }

  /**
   * Begins one that gives a wish another hour than a plan does, and moves nobody who need not be.
   * @throws AppError `not_found`, `conflict` with reason `nothing_to_swap`, and as `start`
   */
  async swap(actor: Actor, searchId: string, wishId: string): Promise<CommonPlan> {
    const kept = this.#get(actor, searchId);
    const { twinningId, wishes, seed, limit } = kept;
    const swap = wishes.length > 1 ? swapOf(kept, wishId) : undefined;
    if (swap === undefined) throw new AppError('conflict', 'It has no hour', { reason: 'nothing_to_swap' });
    kept.run.stop();
    return presentPlan(await this.#start(actor, { twinningId, wishes, seed, limit }, swap));
  }

  async #start(actor: Actor, wanted: SearchWishes, swap?: Swap): Promise<Kept> {
    const staffId = await this.#permit(actor, wanted);
    const running = [...this.#kept.values()].filter((one) => one.owner === staffId && one.endedAt === undefined);
    const beginning = this.#beginning.filter((one) => one === staffId);
    if (running.length + beginning.length >= AT_ONCE_OF_ONE) {
      throw new AppError('too_many', 'Two searches run already', { reason: 'two_searches', retryAfter: 10 });
    }
    this.#beginning.push(staffId);
    try {
      const { request, basis } = await this.#collect(actor, wanted);
      if (this.#closed) throw new AppError('unavailable', 'The server ends', { retryAfter: 5 });
      return this.#begin(staffId, { task: swap ? { ...request, swap } : request, basis, wanted });
    } finally {
      this.#beginning.splice(this.#beginning.indexOf(staffId), 1);
    }
  }

  /** Waits ten seconds at most for news. @throws AppError `not_found`, also for those who did not begin it */
  async read(actor: Actor, searchId: string, since?: number): Promise<Search> {
    const kept = this.#get(actor, searchId);
    if (since !== undefined) await kept.run.newerThan(since, WAIT);
    return presentSearch(kept);
  }

  /** In few words, what is newer than a revision; waits as `read`. @throws AppError `not_found` */
  async readPlan(actor: Actor, searchId: string, since?: number): Promise<CommonPlan> {
    const kept = this.#get(actor, searchId);
    if (since !== undefined) await kept.run.newerThan(since, WAIT);
    return presentPlan(kept, since);
  }

  /** What was asked. @throws AppError `not_found` */
  async readWishes(actor: Actor, searchId: string): Promise<{ twinningId: TwinningId | null; wishes: Wish[] }> {
    const { twinningId, wishes } = this.#get(actor, searchId);
    return { twinningId, wishes: [...wishes] };
  }

  /** One wish with its dated lessons so far. @throws AppError `not_found` */
  async readWish(
    actor: Actor,
    searchId: string,
    wishId: string,
  ): Promise<{ wish: Wish; answer: WishAnswer; names: Record<string, string> }> {
    const { wishes, run } = this.#get(actor, searchId);
    const wish = wishes.find((one) => one.wishId === wishId);
    const told = run.standing.answers.get(wishId);
    if (wish === undefined || told === undefined) throw new AppError('not_found', 'No answer to such a wish');
    const { answer } = told;
    return { wish, answer, names: namesIn(answer, new Map(Object.entries(run.standing.names))) };
  }

  /** Keeps what it found so far. Safe twice. @throws AppError `not_found` */
  async stop(actor: Actor, searchId: string): Promise<Search> {
    const kept = this.#get(actor, searchId);
    kept.run.stop();
    return presentSearch(kept);
  }

  /** Forgets what was kept long enough. */
  async sweep(): Promise<void> {
    for (const [searchId, kept] of this.#kept) if (this.#isOld(kept)) this.#kept.delete(searchId);
  }

  /** Ends all threads. Safe twice. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#kept.values()].map(({ run }) => run.close()));
  }

  /** @returns who asks */
  async #permit(actor: Actor, { twinningId, wishes }: SearchWishes): Promise<StaffId> {
    requireSomebody(actor);
    const anywhere = can(actor, 'hours:find', anySchools);
    if (twinningId === null) permit(actor, 'hours:find', anySchools);
    else {
      const found = (await this.#deps.twinnings.find([twinningId])).get(twinningId);
      const twinning = visible(actor, 'twinning:read', found, jointOf);
      const joint = jointOf(twinning);
      permit(actor, 'hours:find', joint);
      // What is proposed was said by one school alone, and what is over holds for none: the others' weeks stay theirs.
      if (!anywhere && !isAgreed(twinning))
        throw new AppError('conflict', 'It is not at work', { reason: 'twinning_rests' });
      const own = new Set<string>(joint.classGroupIds);
      if (!anywhere && ![...classesOf(wishes)].every((id) => own.has(id))) {
        throw new AppError('forbidden', 'A class is not of this twinning', { reason: 'not_in_twinning' });
      }
      if (!anywhere && wishes.length > WISHES_OF_ONE)
        throw new AppError('bad_request', 'More wishes than one twinning has', { reason: 'too_many_rows' });
    }
    // Of others no rule lets any through.
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff look for hours');
    return actor.staffId;
  }

  async #collect(actor: Actor, { wishes, seed, limit }: SearchWishes) {
    const { now, timetables, partnerCalendars } = this.#deps;
    const { calendars, revisions } = await timetables.calendars(schoolsOf(wishes));
    checkWishes(wishes, calendars);
    const shown = limitFor(wishes.length, limit);
    const own = calendars.every((one) => readsWhole(actor, one)) ? none : await partnerCalendars.ownLessons(actor);
    const schools = calendars.map((one) =>
      readsWhole(actor, one) ? one : { ...one, bookings: untitled(one.bookings, own) },
    );
    const asked = { seed, limit: shown, schools, wishes: [...wishes] };
    const request: ScheduleRequest = { version: 1, now: now(), ...asked };
    return { request, basis: [...revisions].map(([schoolId, revision]) => ({ schoolId, revision })) };
  }

  #begin(owner: StaffId, begun: Pick<Kept, 'basis'> & { task: SearchTask; wanted: SearchWishes }): Kept {
    const { task, basis, wanted } = begun;
    const { log, now, openWorker = openSearchWorker } = this.#deps;
    const searchId = randomUUID();
    const startedAt = now();
    const run = new SearchRun({
      openWorker,
      longest: LONGEST,
      onEnd: ({ state, failure, tried }, error) => {
        kept.endedAt = now();
        const end = { searchId, state, tried, milliseconds: kept.endedAt - startedAt };
        if (state === 'failed') log.warn({ ...end, failure, err: error }, 'search failed');
        else log.info(end, 'search ended');
      },
    });
    const { refused = {} } = task.swap ?? {};
    const kept: Kept = { ...wanted, searchId, owner, startedAt, run, basis, refused, endedAt: undefined };
    this.#forgetSome(owner);
    this.#kept.set(searchId, kept);
    log.info({ searchId, wishes: task.wishes.length, schools: basis.length }, 'search begun');
    this.#queue.add(owner, () => run.run(task));
    return kept;
  }

  #get(actor: Actor, searchId: string): Kept {
    requireSomebody(actor);
    const kept = this.#kept.get(searchId);
    if (kept && actor.kind === 'staff' && kept.owner === actor.staffId && !this.#isOld(kept)) return kept;
    throw new AppError('not_found', 'No such search');
  }

  #isOld({ endedAt }: Kept): boolean {
    return endedAt !== undefined && endedAt + KEPT <= this.#deps.now();
  }

  /** Of one person the last few are enough. */
  #forgetSome(owner: StaffId): void {
    const ended = [...this.#kept.values()].filter((one) => one.owner === owner && one.endedAt !== undefined);
    for (const { searchId } of ended.slice(0, 1 - KEPT_OF_ONE)) this.#kept.delete(searchId);
  }
}

/** Of the calendars of partners only what is of both has a title. */
const readsWhole = (actor: Actor, { schoolId }: CalendarOfSchool) =>
  can(actor, 'timetable:read', { kind: 'school', schoolId });
