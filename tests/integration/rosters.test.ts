import * as schools from '@pluriclasse/shared/api/schools';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { csvRows, hasSharedData, sharedTexts } from '../support/server/sharedData.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer();
  network = await buildNetwork(server);
});
afterAll(() => server.close());

const add = (alias: string) =>
  network.own.teacher.call(schools.createPupil, {
    params: { classGroupId: network.own.classGroupId },
    body: { alias, avatar: 'fox' },
  });

describe('aliases as teachers write them', () => {
  it.each(['=SUM(1;2)', "x'); DROP TABLE t;--", '<b>Ana</b>', 'Łucja 🦊', 'שרה', 'محمد ١'])(
    '%j is a name like any other',
    async (alias) => expect((await add(alias)).data).toMatchObject({ alias }),
  );

  it('counts as the same what only looks so', async () => {
    await ok(network.own.teacher, schools.createPupil, {
      params: { classGroupId: network.own.classGroupId },
      body: { alias: 'Zo\u00EB', avatar: 'fox' },
    });
    expect((await add('Zoe\u0308')).error).toMatchObject({ reason: 'alias_taken' });
    expect((await add('\u202EZo\u00EB')).error).toMatchObject({ reason: 'alias_taken' });
  });

  it.skipIf(!hasSharedData)('all of real rosters are taken as written, or refused with a reason', async () => {
    const aliases = new Set(
      sharedTexts('rosters', '.csv').flatMap(({ text }) => {
        const [head = [], ...rows] = csvRows(text);
        const at = head.indexOf('alias');
        return at < 0 ? [] : rows.flatMap((row) => row[at] ?? []).slice(0, 60);
      }),
    );
    expect(aliases.size).toBeGreaterThan(100);
    const answers = new Map<string, string>();
    for (const alias of aliases) {
      const answer = await add(alias);
      answers.set(alias, answer.error ? (answer.error.reason ?? answer.error.code) : 'taken');
    }
    expect(new Set(answers.values())).toEqual(new Set(['taken', 'alias_taken', 'bad_request']));
  });
});
