import type { Ask } from '@pluriclasse/shared/api/asks';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { silenceCallsFor, usualReminders, type AskAnswer, type AskKind } from '@pluriclasse/shared/domain/approval';
import { can } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import { AskId, type SeriesId, type StaffId, type TwinningId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import { jointOf, scopeOf, type Twinnings } from '../twinnings/twinnings.service.ts';
import * as repository from './asks.repository.ts';
import type { AskRow, AskView, NewAsk } from './asks.repository.ts';
import { askSubject, presentAsk } from './presentAsk.ts';
import type { NoticeKind, NoticeParams, Teller } from './telling.ts';
import type { Whom } from './Whom.ts';

export type { AskRow } from './asks.repository.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a kind of matter makes of its answers. */
export interface AskHandler {
  /** Holds the matter until the transaction ends, so that of two answers one comes after the other. */
  lock(tx: Db, ask: AskRow): Promise<void>;
  /** In the transaction of the answer. */
  answered(tx: Db, ask: AskRow): Promise<void>;
  /** After it: what needs more than a transaction, and is made up for later when it fails. */
  after?(ask: AskRow): Promise<void>;
  /** What stands in the sentences that ask, beside who is asked about what by whom. */
  params(db: Db, ask: AskRow): Promise<NoticeParams>;
  /** Who looks after the matter. */
  proposer(db: Db, ask: AskRow): Promise<StaffId | null>;
}

/** A question, as it is put. */
export type Question = Pick<NewAsk, 'kind' | 'step' | 'matterId' | 'twinningId' | 'schoolId'> &
  Partial<Pick<NewAsk, 'round' | 'seriesId' | 'lessonId' | 'staffId' | 'askedBy' | 'remindDays' | 'tellDays'>>;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly twinnings: Twinnings;
  readonly teller: Teller;
  readonly whom: Whom;
}

/** Questions to people and schools, and their answers: who waits for whom, and since when. */
export class Asks {
  readonly #deps: Deps;
  readonly #handlers = new Map<AskKind, AskHandler>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Says who deals with the answers of a kind. */
  handle(kind: AskKind, handler: AskHandler): void {
    this.#handlers.set(kind, handler);
  }

  /** Open questions: the actor's own to answer, and those of others. */
  async list(actor: Actor): Promise<{ mine: Ask[]; others: Ask[] }> {
    requireSomebody(actor);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff are asked');
    const { db } = this.#deps;
    const scope = scopeOf(actor);
    if (scope === undefined) return { mine: [], others: [] };
    // One's own by themselves: they are there however many others wait.
    const toMe = await repository.listOpenTo(db, actor, { headless: actor.roles.includes('admin') });
    const mine = await this.#present(actor, toMe);
    const all = await this.#present(actor, await repository.listOpen(db, scope));
    return { mine: mine.filter(({ may }) => may.answer), others: all.filter(({ may }) => !may.answer) };
  }

  /** @throws AppError `not_found` */
  async read(actor: Actor, askId: AskId): Promise<Ask> {
    const [ask] = await this.#present(actor, [await this.#visible(actor, askId)]);
    if (ask === undefined) throw new AppError('not_found', 'No such question');
    return ask;
  }

  /** Open ones of twinnings, and those of the present rounds of series, for services that show them. */
  async openOf(actor: Actor, twinningIds: readonly TwinningId[]): Promise<Ask[]> {
    return this.#present(actor, await repository.listOpenOf(this.#deps.db, twinningIds));
  }
  async ofSeries(actor: Actor, seriesIds: readonly SeriesId[]): Promise<Ask[]> {
    return this.#present(actor, await repository.listOfSeries(this.#deps.db, seriesIds));
  }

  /** Of one round of a matter, for the service that deals with it. */
  ofMatter(db: Db, matterId: string, round: number): Promise<AskRow[]> {
    return repository.listOfMatter(db, matterId, round);
  }

  /** Puts questions and tells those who are asked. One that was put already is not put again. */
  async put(tx: Db, questions: readonly Question[]): Promise<void> {
    const { now } = this.#deps;
    const { remind, tell } = usualReminders;
    const rows = await repository.insertAsks(
      tx,
      questions.map((one) => ({
        remindDays: [...remind],
        tellDays: tell,
        ...one,
        askId: newId(AskId),
        askedAt: now(),
      })),
    );
    // Who asks oneself needs no telling.
    for (const ask of rows)
      if (ask.staffId === null || ask.staffId !== ask.askedBy) await this.#tell(tx, ask, kindOf(ask));
  }

  /** What is open of these matters needs no answer any more. */
  close(tx: Db, matterIds: readonly string[]): Promise<void> {
    return repository.closeAsks(tx, matterIds, this.#deps.now());
  }

  /** @throws AppError `bad_request` with reason `reason_missing`; `conflict` with reason `answered` or `settled`. */
  async answer(actor: Actor, askId: AskId, given: { answer: AskAnswer; reason: string | null }): Promise<Ask> {
    const { db, log, now } = this.#deps;
    const view = await this.#visible(actor, askId);
    permit(actor, 'ask:answer', askSubject(actor, view));
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff answer');
    if (given.answer === 'no' && given.reason === null)
      throw new AppError('bad_request', 'A no needs a reason', { reason: 'reason_missing' });
    const handler = this.#handlerOf(view.ask);
    const answered = await db.transaction(async (tx) => {
      await handler.lock(tx, view.ask);
      const ask = await repository.lockAsk(tx, askId);
      if (ask === undefined) throw new AppError('not_found', 'No such question');
      if (ask.answer === given.answer) return undefined;
      if (ask.answer !== null) throw new AppError('conflict', 'It is answered', { reason: 'answered' });
      if (ask.closedAt !== null) throw new AppError('conflict', 'It no longer stands', { reason: 'settled' });
      const change = { ...given, answeredAt: now(), answeredBy: actor.staffId };
      await repository.updateAsk(tx, askId, change);
      await handler.answered(tx, { ...ask, ...change });
      return { ...ask, ...change };
    });
    if (answered) {
      log.info({ askId, matterId: answered.matterId, answer: given.answer }, 'question answered');
      await handler.after?.(answered).catch((error: unknown) => log.warn({ err: error, askId }, 'answer not followed'));
    }
    return this.read(actor, askId);
  }

  /** @throws AppError `too_many` within an hour of the last time. */
  async remind(actor: Actor, askId: AskId): Promise<Ask> {
    const { db, now } = this.#deps;
    const view = await this.#visible(actor, askId);
    permit(actor, 'ask:remind', jointOf(await this.#deps.twinnings.get(view.ask.twinningId)));
    if (view.ask.answer !== null || view.ask.closedAt !== null)
      throw new AppError('conflict', 'It no longer stands', { reason: 'settled' });
    await db.transaction(async (tx) => {
      if (!(await repository.noteReminder(tx, askId, now(), now() - HOUR)))
        throw new AppError('too_many', 'Reminded within the hour', { retryAfter: HOUR / 1000 });
      await this.#tell(tx, view.ask, 'ask-reminder', `reminder:${askId}:${now()}`);
    });
    return this.read(actor, askId);
  }

  /** Reminds those who are silent, and tells whoever looks after it: to be called now and then. Safe twice. */
  async nudge(): Promise<void> {
    const { db, now, log } = this.#deps;
    for (const { askId } of await repository.listSilent(db, now() - DAY)) {
      // One that fails keeps nobody else from being reminded.
      await db
        .transaction((tx) => this.#nudge(tx, askId))
        .catch((error: unknown) => log.warn({ err: error, askId }, 'not reminded'));
    }
  }

  async #nudge(tx: Db, askId: AskId): Promise<void> {
    const { now, teller, whom } = this.#deps;
    const ask = await repository.lockAsk(tx, askId);
    if (ask === undefined || ask.answer !== null || ask.closedAt !== null) return;
    const silence = { askedAt: ask.askedAt, reminded: ask.reminded, told: ask.toldAt !== null };
    const due = silenceCallsFor(silence, { remind: ask.remindDays, tell: ask.tellDays }, now());
    if (!due.remind && !due.tell) return;
    const { reminded } = due;
    await repository.updateAsk(tx, askId, {
      reminded,
      ...(due.remind && { remindedAt: now() }),
      ...(due.tell && { toldAt: now() }),
    });
    if (due.remind) await this.#tell(tx, ask, 'ask-reminder', `reminder:${askId}:${reminded}`);
    if (!due.tell) return;
    const handler = this.#handlerOf(ask);
    const to = await whom.coordinators(tx, await handler.proposer(tx, ask));
    const params = { ...(await this.#params(tx, ask)), days: ask.tellDays };
    await teller.tell(to, { kind: 'ask-silent', params, path: pathOf(ask), dedupeKey: `silent:${askId}` }, tx);
  }

  async #tell(tx: Db, ask: AskRow, kind: NoticeKind, dedupeKey = `ask:${ask.askId}`): Promise<void> {
    const { teller, whom } = this.#deps;
    const handler = this.#handlerOf(ask);
    const params = await this.#params(tx, ask);
    const to = await whom.asked(tx, ask);
    if (to.length > 0) return teller.tell(to, { kind, params, path: pathOf(ask), dedupeKey }, tx);
    // Nobody there can answer: whoever looks after it hears so, and the administrators, who may.
    const others = [...(await whom.coordinators(tx, await handler.proposer(tx, ask))), ...(await whom.admins(tx))];
    await teller.tell(others, { kind: 'series-headless', params, path: pathOf(ask), dedupeKey }, tx);
  }

  async #params(tx: Db, ask: AskRow): Promise<NoticeParams> {
    const { title = '', school, person, askedBy } = (await repository.findView(tx, ask.askId)) ?? {};
    const names = {
      title,
      school: school?.name ?? '',
      asked: person?.name ?? school?.name ?? '',
      by: askedBy?.name ?? '',
    };
    return { ...names, ...(await this.#handlerOf(ask).params(tx, ask)) };
  }

  #handlerOf({ kind }: AskRow): AskHandler {
    const handler = this.#handlers.get(kind);
    if (handler === undefined) throw new Error(`Nobody deals with ${kind}`);
    return handler;
  }

  async #visible(actor: Actor, askId: AskId): Promise<AskView> {
    const view = await repository.findView(this.#deps.db, askId);
    const twinning = view && (await this.#deps.twinnings.find([view.ask.twinningId])).get(view.ask.twinningId);
    const found = view && twinning && { view, twinning };
    return visible(actor, 'twinning:read', found, (one) => jointOf(one.twinning)).view;
  }

  async #present(actor: Actor, views: readonly AskView[]): Promise<Ask[]> {
    const twinnings = await this.#deps.twinnings.find(views.map(({ ask }) => ask.twinningId));
    return views.flatMap((view) => {
      const twinning = twinnings.get(view.ask.twinningId);
      const joint = twinning && jointOf(twinning);
      return joint && can(actor, 'twinning:read', joint) ? [presentAsk(view, joint, actor)] : [];
    });
  }
}

/** The page on which a question is answered. */
const pathOf = ({ askId }: AskRow): string => `/asks/${askId}`;

function kindOf({ kind, step }: AskRow): NoticeKind {
  if (kind === 'series') return step === 'head' ? 'series-approve' : 'series-asked';
  return kind === 'twinning' ? 'twinning-asked' : 'move-asked';
}
