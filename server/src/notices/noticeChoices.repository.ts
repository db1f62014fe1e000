import { defaultChoice, type NoticeChoice, type NoticeTopic } from '@pluriclasse/shared/domain/noticeTopics';
import type { StaffId } from '@pluriclasse/shared/ids';
import { eq } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { noticeChoices } from '../db/schema/mail.ts';

export async function listChoices(db: Db, staffId: StaffId) {
  return db.select().from(noticeChoices).where(eq(noticeChoices.staffId, staffId));
}

/** Keeps what is said; of what is not, what was chosen before stays. */
export async function putChoice(
  db: Db,
  of: { readonly staffId: StaffId; readonly topic: NoticeTopic },
  { here, mail }: { readonly [Field in keyof NoticeChoice]?: NoticeChoice[Field] | undefined },
): Promise<void> {
  const said = { ...(here !== undefined && { here }), ...(mail !== undefined && { mail }) };
  if (Object.keys(said).length === 0) return;
  await db
    .insert(noticeChoices)
    .values({ ...of, ...defaultChoice, ...said })
    .onConflictDoUpdate({ target: [noticeChoices.staffId, noticeChoices.topic], set: said });
}
