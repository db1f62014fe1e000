import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { LessonId } from '@pluriclasse/shared/ids';

/** What the demo network says of itself in `demo.json`. */
const Demo = z.object({
  lessonId: LessonId,
});
export type Demo = z.infer<typeof Demo>;

export async function readDemo(path: string): Promise<Demo> {
  return Demo.parse(JSON.parse(await readFile(path, 'utf8')));
}
