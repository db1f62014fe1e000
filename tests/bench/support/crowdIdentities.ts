import { readLesson } from '@pluriclasse/shared/api/lessons';
import { createPupil, printHomeCode } from '@pluriclasse/shared/api/schools';
import { signIn, signInAtHome } from '@pluriclasse/shared/api/sessions';
import { Api } from '../../support/product/Api.ts';
import type { DemoSchool } from '../../support/product/demo.ts';
import type { Product } from '../../support/product/Product.ts';
import type { BotIdentity } from './bots/messages.ts';

/**
 * Pupils at home, half of them of each school, signed in by printed codes over the HTTP interface. At home everyone has
 * a link and pictures of the own; tablets in a room show none, since the room's screen does.
 */
export async function crowdIdentities(product: Product, count: number): Promise<BotIdentity[]> {
  const [a, b] = product.demo.schools;
  const halves = [pupilsAtHome(product, a, Math.ceil(count / 2)), pupilsAtHome(product, b, Math.floor(count / 2))];
  return (await Promise.all(halves)).flat();
}

async function pupilsAtHome({ baseUrl, demo }: Product, school: DemoSchool, count: number): Promise<BotIdentity[]> {
  const teacher = new Api(baseUrl);
  const me = await teacher.call(signIn, { body: credentials(school) });
  if (me.kind !== 'staff' || me.school === null) throw new Error('The teacher belongs to no school');
  const { schoolId } = me.school;
  const { participants } = await teacher.call(readLesson, { params: { lessonId: demo.lessonId } });
  const classGroup = participants.find((one) => one.school.schoolId === schoolId)?.classes[0];
  if (classGroup === undefined) throw new Error('The school has no class in the lesson');
  const { classGroupId } = classGroup;
  const identities: BotIdentity[] = [];
  for (let n = 1; n <= count; n++) {
    const body = { alias: `Bot ${n}`, avatar: 'fox' };
    const { pupilId } = await teacher.call(createPupil, { params: { classGroupId }, body });
    const { code } = await teacher.call(printHomeCode, { params: { pupilId } });
    const home = new Api(baseUrl);
    await home.call(signInAtHome, { body: { code } }, 'home');
    identities.push({ baseUrl, cookie: home.cookie, as: 'home', lessonId: demo.lessonId });
  }
  return identities;
}

const credentials = ({ teachers: [{ email, password }] }: DemoSchool) => ({ email, password });
