import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { ClassGroupId, LessonId } from '@pluriclasse/shared/ids';

const SignIn = z.object({ email: z.string(), password: z.string() });
const DemoSchool = z.object({
  name: z.string(),
  desk: SignIn,
  /** Opens the demo kit in whatever browser goes there. */
  kitLink: z.string(),
  companionLink: z.string(),
});
export type DemoSchool = z.infer<typeof DemoSchool>;

/** What the tests need of what the demo network says of itself in `demo.json`. */
const Demo = z.object({
  /** The lesson that is open whenever the demo runs. */
  lessonId: LessonId,
  /** The classes that meet in it. */
  classGroupIds: z.array(ClassGroupId),
  /** The two schools of that lesson. */
  schools: z.tuple([DemoSchool, DemoSchool]),
});
export type Demo = z.infer<typeof Demo>;

export async function readDemo(path: string): Promise<Demo> {
  return Demo.parse(JSON.parse(await readFile(path, 'utf8')));
}
