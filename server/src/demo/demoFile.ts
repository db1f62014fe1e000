import { StaffRole } from '@pluriclasse/shared/domain/roles';
import { DevicePurpose } from '@pluriclasse/shared/domain/roles';
import { LessonId } from '@pluriclasse/shared/ids';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';

/** All that opens the demo network: what `demo.json` says and the launcher prints. */
export const DemoKeys = z.object({
  address: z.string(),
  /** The lesson that is open now. */
  lessonId: z.optional(LessonId),
  signIns: z.array(
    z.object({
      name: z.string(),
      roles: z.array(StaffRole),
      school: z.nullable(z.string()),
      email: z.string(),
      password: z.string(),
    }),
  ),
  devices: z.array(
    z.object({ school: z.string(), purpose: DevicePurpose, name: z.string(), at: z.string(), link: z.string() }),
  ),
});
export type DemoKeys = z.infer<typeof DemoKeys>;

const fileIn = (dataDir: string) => path.join(dataDir, 'demo.json');

/** What was written before, so that links and passwords stay the same from start to start. */
export async function readDemoKeys(dataDir: string): Promise<DemoKeys | undefined> {
  try {
    return DemoKeys.safeParse(JSON.parse(await readFile(fileIn(dataDir), 'utf8'))).data;
  } catch {
    // Missing or damaged: it is made anew.
    return undefined;
  }
}

/** Writes it whole or not at all, and only for the owner's eyes. */
export async function writeDemoKeys(dataDir: string, keys: DemoKeys): Promise<void> {
  const half = `${fileIn(dataDir)}.new`;
  await writeFile(half, `${JSON.stringify(keys, undefined, 2)}\n`, { mode: 0o600 });
  await rename(half, fileIn(dataDir));
}
