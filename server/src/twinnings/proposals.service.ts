import type { Twinning } from '@pluriclasse/shared/api/twinnings';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can } from '@pluriclasse/shared/domain/permissions';
import type { TwinningState } from '@pluriclasse/shared/domain/twinningState';
import type { ClassGroupId, SchoolId } from '@pluriclasse/shared/ids';
import type { AskHandler, AskRow, Asks } from '../asks/asks.service.ts';
import { schoolNames, type NoticeKind, type NoticeParams, type Teller } from '../asks/telling.ts';
import type { Whom } from '../asks/Whom.ts';
import type { Db } from '../db/Database.ts';
import { permit } from '../people/permit.ts';
import { asTwinning, jointOf, type StateListener, type TwinningRecord, type Twinnings } from './twinnings.service.ts';

interface Deps {
  readonly db: Db;
  readonly twinnings: Twinnings;
  readonly asks: Asks;
  readonly teller: Teller;
  readonly whom: Whom;
}

/** Schools ask one another whether their classes work together. */
export class TwinningProposals implements AskHandler {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
    deps.asks.handle('twinning', this);
    deps.twinnings.onState(this.#announce);
  }

  async propose(
    actor: Actor,
    { name, classGroupIds, note }: { name: string; classGroupIds: readonly ClassGroupId[]; note: string | null },
  ): Promise<Twinning> {
    const { db, twinnings, asks } = this.#deps;
    const classes = await twinnings.checkClasses(classGroupIds);
    const schoolIds = [...new Set(classes.map(({ schoolId }) => schoolId))];
    permit(actor, 'twinning:propose', { kind: 'joint', schoolIds, classGroupIds });
    const askedBy = actor.kind === 'staff' ? actor.staffId : null;
    // Whoever proposes it for the own school has said yes for it.
    const speaksFor = (schoolId: SchoolId) =>
      can(actor, 'ask:answer', { kind: 'ask', schoolId, step: 'school', own: false, headless: false });
    const twinningId = await db.transaction(async (tx) => {
      const made = await twinnings.insert(tx, { name, classes, state: 'proposed', by: actor, reason: note });
      const others = schoolIds.filter((schoolId) => !speaksFor(schoolId));
      const matter = { kind: 'twinning', step: 'school', matterId: made, twinningId: made } as const;
      await asks.put(
        tx,
        others.map((schoolId) => ({ ...matter, schoolId, askedBy })),
      );
      return made;
    });
    return asTwinning(await twinnings.get(twinningId), actor);
  }

  async lock(tx: Db, { twinningId }: AskRow): Promise<void> {
    await this.#deps.twinnings.lock(tx, twinningId);
  }

  async answered(tx: Db, { twinningId, answer, answeredBy, reason, schoolId }: AskRow): Promise<void> {
    const { twinnings, asks, teller, whom } = this.#deps;
    if (answer === 'no') {
      await asks.close(tx, [twinningId]);
      await twinnings.become(tx, twinningId, { state: 'ended', reason, by: answeredBy });
      const to = await whom.coordinators(tx, await twinnings.proposer(tx, twinningId));
      const twinning = await twinnings.get(twinningId, tx);
      const school = nameOf(twinning, schoolId);
      const params = { title: twinning.name, school, reason: reason ?? '' };
      return teller.tell(to, { kind: 'twinning-declined', params, path: pathOf(twinning) }, tx);
    }
    const all = await asks.ofMatter(tx, twinningId, 1);
    if (all.every((one) => one.answer === 'yes'))
      await twinnings.become(tx, twinningId, { state: 'active', reason: null, by: answeredBy });
  }

  async params(db: Db, { twinningId }: AskRow): Promise<NoticeParams> {
    const { participants } = await this.#deps.twinnings.get(twinningId, db);
    return { schools: schoolNames(participants) };
  }

  proposer(db: Db, { twinningId }: AskRow) {
    return this.#deps.twinnings.proposer(db, twinningId);
  }

  /** Teachers and heads of its schools hear what becomes of it; a proposal that came to nothing only who proposed it. */
  readonly #announce: StateListener = async (tx, { twinning, from, state, reason, by }) => {
    const { teller, whom, asks } = this.#deps;
    if (state === 'ended' || from === 'proposed') await asks.close(tx, [twinning.twinningId]);
    if (from === 'proposed' && state === 'ended') return;
    const { schoolIds } = jointOf(twinning);
    const members = await whom.members(tx, schoolIds);
    const to = members.map(({ staffId }) => staffId).filter((staffId) => staffId !== by);
    const params = { title: twinning.name, schools: schoolNames(twinning.participants), reason: reason ?? '' };
    await teller.tell(to, { kind: noticeOf[state], params, path: pathOf(twinning) }, tx);
  };
}

const noticeOf: Readonly<Record<TwinningState, NoticeKind>> = {
  proposed: 'twinning-asked',
  active: 'twinning-active',
  paused: 'twinning-paused',
  ended: 'twinning-ended',
};
const pathOf = ({ twinningId }: TwinningRecord): string => `/twinnings/${twinningId}`;
const nameOf = ({ participants }: TwinningRecord, schoolId: SchoolId): string =>
  participants.find(({ school }) => school.schoolId === schoolId)?.school.name ?? '';
