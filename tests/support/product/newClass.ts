import { createClass, createPupil, printHomeCode, type Pupil } from '@pluriclasse/shared/api/schools';
import { signIn } from '@pluriclasse/shared/api/sessions';
import type { ClassGroupId, SchoolId } from '@pluriclasse/shared/ids';
import { Api } from './Api.ts';
import type { DemoSchool } from './demo.ts';
import type { Product } from './Product.ts';

/** A class that no lesson waits for, with its teacher. */
export interface NewClass {
  readonly teacher: Api;
  readonly schoolId: SchoolId;
  readonly classGroupId: ClassGroupId;
  readonly pupils: readonly Pupil[];
  /** Prints a new code for a pupil. */
  codeOf(pupil: Pupil): Promise<string>;
}

/** Makes a class at a school, with pupils of these names. */
export async function newClass(
  product: Product,
  school: DemoSchool,
  aliases: readonly string[],
  name = 'Catching up',
): Promise<NewClass> {
  const teacher = new Api(product.baseUrl);
  const [{ email, password }] = school.teachers;
  const me = await teacher.call(signIn, { body: { email, password } });
  if (me.kind !== 'staff' || me.school === null) throw new Error('The teacher belongs to no school');
  const { schoolId } = me.school;
  const fields = { name, grades: [3], level: null, roomId: null };
  const { classGroupId } = await teacher.call(createClass, { params: { schoolId }, body: fields });
  const pupils: Pupil[] = [];
  for (const alias of aliases)
    pupils.push(await teacher.call(createPupil, { params: { classGroupId }, body: { alias, avatar: 'rabbit' } }));
  const codeOf = async ({ pupilId }: Pupil) => (await teacher.call(printHomeCode, { params: { pupilId } })).code;
  return { teacher, schoolId, classGroupId, pupils, codeOf };
}
