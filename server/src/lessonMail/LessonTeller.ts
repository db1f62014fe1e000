import type { NoticeKind } from '@pluriclasse/shared/api/notices';
import { LessonId, type StaffId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import type { Notices, Telling } from '../notices/notices.service.ts';
import type { LessonInvitations } from './lessonInvitations.service.ts';

/** What changes the event in a calendar. */
const changes: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'lesson-moved',
  'lesson-blocked',
  'lesson-holds',
  'lesson-cancelled',
  'lesson-restored',
  'lesson-substituted',
]);

/**
 * Tells members of staff, as notices do; when it is of a lesson to which they are invited, the mail brings the change of the
 * invitation along: one mail, not two.
 */
export class LessonTeller {
  readonly #notices: Notices;
  readonly #invitations: LessonInvitations;

  constructor(deps: { notices: Notices; invitations: LessonInvitations }) {
    this.#notices = deps.notices;
    this.#invitations = deps.invitations;
  }

  async tell(to: readonly StaffId[], telling: Telling, db?: Db): Promise<void> {
    const lessonId = LessonId.safeParse(/^\/lessons\/([^/?#]+)/.exec(telling.path)?.[1]);
    const brings = lessonId.success && changes.has(telling.kind) && telling.calendar === undefined;
    const calendar = (staffId: StaffId, tx: Db) =>
      lessonId.success ? this.#invitations.partFor(tx, lessonId.data, staffId) : Promise.resolve(undefined);
    await this.#notices.tell(to, brings ? { ...telling, calendar } : telling, db);
  }
}
