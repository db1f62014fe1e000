import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import { holds, weighConsent } from '@pluriclasse/shared/domain/agreement';
import type { StaffId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import type { Notices } from '../notices/notices.service.ts';
import type { Staff } from '../people/staff.service.ts';
import * as repository from './agreements.repository.ts';
import type { AgreementRecord } from './agreements.repository.ts';
import type { Agreements } from './agreements.service.ts';
import { paramsOf, stateNow, todayOf } from './standing.ts';

const DAY = 24 * 3_600_000;
/** Days before its end on which its heads and the coordinators are told. */
const BEFORE_END = [60, 14] as const;
/** Days of silence after which a school is asked again, and after which the coordinators hear of it. */
const ASK_AGAIN = [7, 14] as const;
const TELL_AFTER = 21;

interface Deps {
  readonly db: Db;
  readonly agreements: Agreements;
  readonly staff: Staff;
  readonly notices: Notices;
}

/** Tells in time that an agreement ends, and asks again where a school is silent. */
export class AgreementReminders {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Looks at all; whoever was told something is not told it again, however often this runs. */
  async turn(now: number): Promise<void> {
    for (const record of await repository.listAgreements(this.#deps.db, undefined)) {
      const state = stateNow(record, now);
      if (holds(state)) await this.#end(record, now);
      if (state === 'waiting') await this.#silence(record, now);
    }
  }

  async #end(record: AgreementRecord, now: number): Promise<void> {
    const { agreementId, consents, to: end } = record;
    const left = toDayNumber(end) - todayOf(record, now);
    // Of several that are due at once (it was made that late, or no server ran) the nearest one is told.
    const due = BEFORE_END.findLast((days) => left < days);
    if (due === undefined) return;
    const { staff, notices } = this.#deps;
    const heads = await staff.headsOf(consents.map(({ schoolId }) => schoolId));
    const to: StaffId[] = [...[...heads.values()].flat(), ...(await staff.withRole('coordinator'))];
    const told = { kind: 'agreement-expiring', params: paramsOf(record), path: `/agreements/${agreementId}` } as const;
    await notices.tell(to, { ...told, dedupeKey: `agreement-expiring:${agreementId}:${due}` });
  }

  async #silence(record: AgreementRecord, now: number): Promise<void> {
    const { agreements, staff, notices, db } = this.#deps;
    const { agreementId, proposedAt, consents } = record;
    const days = (now - (proposedAt ?? now)) / DAY;
    const due = ASK_AGAIN.findLast((after) => days >= after);
    for (const consent of consents.filter((one) => weighConsent(one).standing === 'waiting')) {
      const { schoolId, school } = consent;
      if (due !== undefined) {
        await agreements.askSchool(record, schoolId, `agreement-asked:${agreementId}:${schoolId}:${due}`, null, db);
      }
      if (days < TELL_AFTER) continue;
      const params = { ...paramsOf(record), school: school.name, count: Math.floor(days) };
      const told = { kind: 'agreement-silent', params, path: `/agreements/${agreementId}` } as const;
      const dedupeKey = `agreement-silent:${agreementId}:${schoolId}`;
      await notices.tell(await staff.withRole('coordinator'), { ...told, dedupeKey });
    }
  }
}
