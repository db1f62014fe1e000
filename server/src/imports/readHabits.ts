import type { SchoolId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import { findHabits } from './imports.repository.ts';
import { Habits, noHabits } from './plan/habits.ts';

/** What a school chose before; nothing where that can't be understood any more. */
export async function readHabits(db: Db, schoolId: SchoolId): Promise<Habits> {
  const parsed = Habits.safeParse(await findHabits(db, schoolId));
  return parsed.success ? parsed.data : noHabits;
}
