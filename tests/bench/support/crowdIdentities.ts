import { listClasses, pairDevice, createPupil, listPupils } from '@pluriclasse/shared/api/schools';
import { choosePupil, companionPupils, readMe, startPairing, signIn } from '@pluriclasse/shared/api/sessions';
import type { PupilId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { Api } from '../../support/product/Api.ts';
import type { Product } from '../../support/product/Product.ts';
import type { BotIdentity } from './bots/messages.ts';

/** Tablets with a pupil at each, half of them in each of the two schools' classes; made over the HTTP interface. */
export async function crowdIdentities(product: Product, count: number): Promise<BotIdentity[]> {
  const halves = product.demo.schools.map((school, place) =>
    tablets(product, school.desk, place === 0 ? Math.ceil(count / 2) : Math.floor(count / 2)),
  );
  return (await Promise.all(halves)).flat();
}

async function tablets(
  product: Product,
  teacher: { email: string; password: string },
  count: number,
): Promise<BotIdentity[]> {
  const { baseUrl, demo } = product;
  const api = new Api(baseUrl);
  const me = await api.call(signIn, { body: teacher });
  if (me.kind !== 'staff' || me.school === null) throw new Error('The teacher belongs to no school');
  const { schoolId } = me.school;
  const { classes } = await api.call(listClasses, { params: { schoolId } });
  const classGroup = classes.find(({ classGroupId }) => demo.classGroupIds.includes(classGroupId));
  if (classGroup === undefined) throw new Error('The school has no class in the lesson');
  const { classGroupId } = classGroup;
  const { pupils } = await api.call(listPupils, { params: { classGroupId } });
  const avatar = pupils[0]?.avatar ?? 'fox';
  const free: PupilId[] = [];
  for (let n = 0; n < count; n++) {
    const pupil = await api.call(createPupil, { params: { classGroupId }, body: { alias: `Bot ${n + 1}`, avatar } });
    free.push(pupil.pupilId);
  }
  return Promise.all(
    free.map(async (pupilId, n) => {
      const tablet = new Api(baseUrl);
      const { deviceId, code } = await tablet.call(startPairing);
      const body = { code, name: `Tablet ${n + 1}`, purpose: 'companion' as const, classGroupId };
      await api.call(pairDevice, { params: { schoolId }, body });
      const as: SpeakingAs = `device:${deviceId}`;
      const { pictures } = await tablet.call(companionPupils, {}, as);
      await tablet.call(choosePupil, { body: { pupilId, pattern: pictures.slice(0, 4) } }, as);
      const { kind } = await tablet.call(readMe, {}, as);
      if (kind !== 'companion') throw new Error(`The tablet is ${kind}`);
      return { baseUrl, cookie: tablet.cookie, as, lessonId: demo.lessonId };
    }),
  );
}
