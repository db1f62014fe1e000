import * as api from '@pluriclasse/shared/api/imports';
import * as subscriptions from '@pluriclasse/shared/api/subscriptions';
import { ok } from '../../support/server/network.ts';
import { ImportDesk } from '../../support/server/importDesk.ts';
import type { Parts, Row, Stage } from './Row.ts';

/** What schools take over from elsewhere. Columns as in the table. */
export function importRows(stage: Stage): Row[] {
  const params = (more: Record<string, string> = {}): Parts => ({
    params: { schoolId: stage().network.own.schoolId, ...more },
  });
  let days = 0;
  /** A calendar with a closure that nobody has yet. */
  const file = () => {
    const day = new Date(Date.now() + ++days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    return `BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:${day}\nSUMMARY:C${days}\nEND:VEVENT\nEND:VCALENDAR`;
  };
  const desk = () => new ImportDesk(stage().network.own);
  const begin = () => desk().start([['a.ics', file()]]);
  const on = ({ importId }: api.Import, body?: object): Parts => ({ ...params({ importId }), ...(body && { body }) });
  const body = () => {
    const content = Buffer.from(file()).toString('base64');
    return { format: 'auto', files: [{ name: 'a.ics', content }] };
  };
  let begun: api.Import | undefined;
  const one = async () => (begun ??= await begin());

  return [
    [api.listImports, /*        */ 'u x x n  n  x  x  n n n', () => params()],
    [api.startImport, /*        */ 'u x x n  n  x  x  n n n', () => ({ ...params(), body: body() })],
    [api.readImport, /*         */ 'u x x n  n  x  x  n n n', async () => on(await one())],
    [
      api.chooseForImport, //      N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  x  x  n n n',
      async () => on(await one(), (await one()).choices),
    ],
    [
      api.applyImport, //          N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  x  x  n n n',
      async () => {
        const fresh = await begin();
        return on(fresh, { revision: fresh.revision, plan: fresh.plan });
      },
    ],
    [
      api.undoImport, //           N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  x  x  n n n',
      async () => on((await desk().apply(await begin())).data),
    ],
    [api.dropImport, /*         */ 'u x x n  n  x  x  n n n', async () => on(await begin())],
  ];
}

/** Feeds that schools follow. The test server asks no private address: what can't be reached is followed all the same. */
export function subscriptionRows(stage: Stage): Row[] {
  const school = () => ({ schoolId: stage().network.own.schoolId });
  let count = 0;
  const body = () => ({ name: 'Feed', address: `https://feed${++count}.invalid/a.ics`, closureKind: 'school' });
  const fresh = async () => {
    const made = await ok(stage().network.own.head, subscriptions.createSubscription, {
      params: school(),
      body: body(),
    });
    return { ...school(), subscriptionId: made.subscriptionId };
  };
  let begun: Promise<{ schoolId: string; subscriptionId: string }> | undefined;
  const one = async () => ({ params: await (begun ??= fresh()) });

  return [
    [subscriptions.listSubscriptions, /**/ 'u x x n  n  x  x  n n n', () => ({ params: school() })],
    [
      subscriptions.createSubscription, // N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  x  x  n n n',
      () => ({ params: school(), body: body() }),
    ],
    [
      subscriptions.updateSubscription, // N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  x  x  n n n',
      async () => ({ ...(await one()), body: { name: 'New' } }),
    ],
    [subscriptions.pollSubscription, /* */ 'u x x n  n  x  x  n n n', one],
    [subscriptions.openFeedLessons, /*  */ 'u x x n  n  x  x  n n n', one],
    [
      subscriptions.deleteSubscription, // N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  x  x  n n n',
      async () => ({ params: await fresh(), body: { keep: false } }),
    ],
  ];
}
