import { readLesson } from '@pluriclasse/shared/api/lessons';
import { listPupils, printHomeCode } from '@pluriclasse/shared/api/schools';
import { signIn } from '@pluriclasse/shared/api/sessions';
import { Api } from './Api.ts';
import type { Product } from './Product.ts';

/** A new code of a pupil of the demo's first school, as the teacher would print it. */
export async function homeCode({ baseUrl, demo }: Product): Promise<string> {
  const teacher = new Api(baseUrl);
  const [{ email, password }] = demo.schools[0].teachers;
  await teacher.call(signIn, { body: { email, password } });
  const { participants } = await teacher.call(readLesson, { params: { lessonId: demo.lessonId } });
  const classGroupId = participants.find(({ school }) => school.name === demo.schools[0].name)?.classes[0]
    ?.classGroupId;
  if (classGroupId === undefined) throw new Error('The school has no class in the lesson');
  const { pupils } = await teacher.call(listPupils, { params: { classGroupId } });
  const pupil = pupils.at(-1);
  if (pupil === undefined) throw new Error('The class has no pupil');
  const { code } = await teacher.call(printHomeCode, { params: { pupilId: pupil.pupilId } });
  return code;
}
