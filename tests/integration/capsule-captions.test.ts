import {
  captionFilePath,
  readCaptionFile,
  readCaptions,
  saveCaptions,
  type CaptionFile,
} from '@pluriclasse/shared/api/captions';
import {
  readCapsule,
  readDraft,
  readManifest,
  readViewings,
  saveEdit,
  withdrawCapsule,
} from '@pluriclasse/shared/api/capsules';
import { Captions, type CaptionCue } from '@pluriclasse/shared/capsule/captions';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import { randomUUID } from 'node:crypto';
import { CapsuleId } from '@pluriclasse/shared/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putCapsule } from '../support/server/capsules.ts';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { csvRows, hasSharedData, sharedTexts } from '../support/server/sharedData.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
let capsuleId: CapsuleId;
let teacher: TestBrowser;
beforeAll(async () => {
  server = await startTestServer({}, { flood: { session: 100_000, address: 100_000, unknown: 100_000 } });
  network = await buildNetwork(server);
  teacher = network.own.teacher;
});
afterAll(() => server.close());
beforeEach(async () => {
  const { own, partner } = network;
  const schoolIds = [own.schoolId, partner.schoolId];
  capsuleId = await putCapsule(server, { schoolIds, classGroupIds: [own.classGroupId], recorded: [[0, 100_000]] });
});

const params = () => ({ params: { capsuleId } });
const cue = (from: number, to: number, text: string, speaker: string | null = null): CaptionCue => ({
  from,
  to,
  speaker,
  text,
});
const three = [
  cue(1_000, 4_000, 'Good morning, schools!', 'Ms Rus'),
  cue(20_000, 24_000, 'His mother is ill.'),
  cue(60_000, 64_000, 'Goodbye & <see you>'),
];
async function save(cues: readonly CaptionCue[], revision = 0, who = teacher) {
  return ok(who, saveCaptions, { ...params(), body: { revision, captions: { language: 'en', cues: [...cues] } } });
}
async function edit(change: { trim?: Stretch; hidden?: Stretch[] }) {
  const { revision, edit: before } = await ok(teacher, readDraft, params());
  await ok(teacher, saveEdit, { ...params(), body: { revision, edit: { ...before, ...change } } });
}
/** What viewers get: the very bytes. */
async function delivered(who = teacher): Promise<{ text: string; bytes: number } | undefined> {
  const { captions } = await ok(who, readManifest, params());
  if (captions === undefined) return undefined;
  const response = await who.fetch(captions.link);
  expect(response.status).toBe(200);
  return { text: await response.text(), bytes: captions.bytes };
}
const spoken = async (who = teacher) => {
  const text = (await delivered(who))?.text;
  return text === undefined ? [] : Captions.parse(JSON.parse(text)).cues.map(({ from, to, text: t }) => [from, to, t]);
};
async function look(file: string | Buffer, revision = 0): Promise<CaptionFile> {
  const content = Buffer.from(file).toString('base64');
  return ok(teacher, readCaptionFile, { ...params(), body: { revision, content } });
}
const refused = async (file: string | Buffer, revision = 0) => {
  const content = Buffer.from(file).toString('base64');
  const { error } = await teacher.call(readCaptionFile, { ...params(), body: { revision, content } });
  return [error?.code, error?.reason];
};
const download = (who = teacher) => who.fetch(captionFilePath({ capsuleId }));

describe('what a teacher saves', () => {
  it('is empty at first, then there, in order, and counted', async () => {
    expect(await ok(teacher, readCaptions, params())).toEqual({ revision: 0, captions: { language: 'en', cues: [] } });
    expect((await ok(teacher, readManifest, params())).captions).toBeUndefined();
    const before = (await ok(teacher, readCapsule, params())).bytes;
    expect((await save([three[2], three[0], three[1]].flatMap((one) => one ?? []))).revision).toBe(1);
    expect(await ok(network.partner.teacher, readCaptions, params())).toEqual({
      revision: 1,
      captions: { language: 'en', cues: three },
    });
    const { text, bytes } = (await delivered(network.home)) ?? { text: '', bytes: 0 };
    expect(bytes).toBe(Buffer.byteLength(text));
    expect((await ok(teacher, readCapsule, params())).bytes - before).toBe(Buffer.byteLength(JSON.stringify(three)));
  });

  it('is not overwritten by who began before it', async () => {
    await save(three);
    for (const revision of [0, 2]) {
      const body = { revision, captions: { language: 'en', cues: [] } };
      const { error } = await network.partner.teacher.call(saveCaptions, { ...params(), body });
      expect([error?.code, error?.reason]).toEqual(['conflict', 'edited']);
    }
    expect((await save(three.slice(1), 1, network.partner.teacher)).revision).toBe(2);
    expect(await spoken()).toHaveLength(2);
  });

  it('of two at once one is told', async () => {
    const both = [teacher, network.partner.teacher].map((who) => {
      const body = { revision: 0, captions: { language: 'en', cues: three } };
      return who.call(saveCaptions, { ...params(), body });
    });
    expect((await Promise.all(both)).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it.each([
    ['times that are none', { cues: [cue(5, 5, 'x')] }],
    ['too many', { cues: Array.from({ length: 3_001 }, () => cue(0, 1, 'x')) }],
    ['too much of each', { cues: Array.from({ length: 1_300 }, () => cue(0, 1, 'x'.repeat(500))) }],
    ['no language', { language: 'x"y' }],
    ['a bell', { cues: [cue(0, 1, '\u0007')] }],
  ])('%s: refused', async (_, change) => {
    const body = { revision: 0, captions: { language: 'en', cues: [], ...change } };
    expect((await teacher.call(saveCaptions, { ...params(), body })).error?.code).toBe('bad_request');
  });

  it('letters that PostgreSQL does not keep are no trouble', async () => {
    await save([cue(0, 1_000, 'half \ud83d', 'half \ude00')]);
    expect(await spoken()).toEqual([[0, 1_000, 'half \ufffd']]);
  });
});

describe('what is hidden', () => {
  it('is not in the bytes of anybody, and back when it is shown again', async () => {
    await save(three);
    expect((await delivered())?.text).toContain('mother');
    await edit({ trim: { from: 500, to: 90_000 }, hidden: [{ from: 19_000, to: 30_000 }] });
    for (const who of [teacher, network.home, network.companion]) {
      expect((await delivered(who))?.text).not.toContain('mother');
      expect(await spoken(who)).toEqual([
        [500, 3_500, 'Good morning, schools!'],
        [48_500, 52_500, 'Goodbye & <see you>'],
      ]);
    }
    expect(await (await download()).text()).not.toContain('mother');
    // Those who edit still have it.
    expect((await ok(teacher, readCaptions, params())).captions.cues).toEqual(three);
    await edit({ hidden: [] });
    expect((await delivered())?.text).toContain('mother');
  });

  it('by a part takes the cue with it', async () => {
    await save(three);
    await edit({ hidden: [{ from: 23_999, to: 30_000 }] });
    expect((await delivered())?.text).not.toContain('mother');
  });

  it('wholly: there are no captions', async () => {
    await save(three.slice(1, 2));
    await edit({ hidden: [{ from: 19_000, to: 30_000 }] });
    expect((await ok(teacher, readManifest, params())).captions).toBeUndefined();
    expect((await download()).status).toBe(404);
  });

  it('links of before are refused: of an older edit, of older words', async () => {
    await save(three);
    const first = (await ok(network.home, readManifest, params())).captions?.link ?? '';
    await save(three.slice(1), 1);
    const reason = async (link: string) =>
      ((await (await network.home.fetch(link)).json()) as { reason: string }).reason;
    expect(await reason(first)).toBe('link_old');
    const second = (await ok(network.home, readManifest, params())).captions?.link ?? '';
    expect((await network.home.fetch(second)).status).toBe(200);
    await edit({ hidden: [{ from: 19_000, to: 30_000 }] });
    expect(await reason(second)).toBe('link_old');
    expect(await reason(second.replace('captions-2', 'captions-1'))).toBe('link_foreign');
  });
});

describe('a file', () => {
  const file =
    'WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ms Rus>Good morning\n\nrubbish\n\n01:39.000 --> 02:00.000\nLate\n\n02:00.000 --> 02:01.000\nToo late\n';

  it('is read, told by its lines, and changes nothing', async () => {
    expect(await look(file)).toEqual({
      format: 'vtt',
      language: null,
      cues: [cue(1_000, 4_000, 'Good morning', 'Ms Rus'), cue(99_000, 100_000, 'Late')],
      problems: [
        { line: 6, why: 'no-time' },
        { line: 11, why: 'outside' },
      ],
      problemCount: 2,
    });
    expect((await ok(teacher, readCaptions, params())).revision).toBe(0);
  });

  it('has the times of what its writer saw', async () => {
    await edit({ trim: { from: 10_000, to: 100_000 }, hidden: [{ from: 20_000, to: 50_000 }] });
    const written =
      'WEBVTT\n\n00:01.000 --> 00:04.000\nA\n\n00:11.000 --> 00:12.000\nB\n\n00:08.000 --> 00:13.000\nOver the cut';
    const { cues } = await look(written, 1);
    expect(cues).toEqual([cue(11_000, 14_000, 'A'), cue(50_000, 53_000, 'Over the cut'), cue(51_000, 52_000, 'B')]);
    await save(cues);
    expect(await spoken()).toEqual([
      [1_000, 4_000, 'A'],
      [10_000, 13_000, 'Over the cut'],
      [11_000, 12_000, 'B'],
    ]);
    expect(await refused(written, 0)).toEqual(['conflict', 'edited']);
  });

  it.each([
    ['UTF-8 with its mark', Buffer.from('\uFEFFWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nPerché no?\r\n')],
    ['UTF-16', Buffer.from('\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\nPerché no?', 'utf16le')],
    ['UTF-16 the other way', Buffer.from('\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\nPerché no?', 'utf16le').swap16()],
    ['a Windows code page', Buffer.from('1\r\n00:00:01,000 --> 00:00:02,000\r\nPerché no?\r\n', 'latin1')],
  ])('in %s', async (_, bytes) => {
    expect((await look(bytes)).cues).toEqual([cue(1_000, 2_000, 'Perché no?')]);
  });

  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ['nothing', ''],
    ['a letter', 'Dear Ms Rus'],
  ])('%s is none', async (_, bytes) => {
    expect(await refused(bytes)).toEqual(['bad_request', 'no-captions']);
  });

  it('that is too large is not read', async () => {
    expect(await refused(`WEBVTT\n${'x'.repeat(1_000_001)}`)).toEqual(['bad_request', 'captions-too-large']);
    expect((await refused('x'.repeat(2_000_000)))[0]).toBe('bad_request');
  });

  it('of which nothing is understood is told of with a count', async () => {
    const found = await look(`WEBVTT\n\n${'rubbish\n\n'.repeat(500)}`);
    expect([found.cues.length, found.problems.length, found.problemCount]).toEqual([0, 100, 500]);
  });
});

describe('what is taken away', () => {
  it('is a WebVTT file as viewers have it, and comes back as the same', async () => {
    await save(three);
    await edit({ trim: { from: 500, to: 90_000 }, hidden: [{ from: 30_000, to: 50_000 }] });
    const response = await download();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/vtt; charset=utf-8']);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="In our village [\d-]{10}\.en\.vtt"/,
    );
    const text = await response.text();
    expect(text).toBe(
      'WEBVTT\nLanguage: en\n\n' +
        '00:00:00.500 --> 00:00:03.500\n<v Ms Rus>Good morning, schools!\n\n' +
        '00:00:19.500 --> 00:00:23.500\nHis mother is ill.\n\n' +
        '00:00:39.500 --> 00:00:43.500\nGoodbye &amp; &lt;see you&gt;\n',
    );
    expect(await look(text, 1)).toMatchObject({ language: 'en', cues: three, problemCount: 0 });
  });

  it.each([
    ['nobody', 401],
    ['teacher', 200],
    ['head', 200],
    ["partner's teacher", 200],
    ["other school's teacher", 404],
    ['coordinator', 404],
    ['admin', 404],
    // Their cookies are those of other doors.
    ['home', 401],
    ['companion', 401],
    ['kit', 401],
  ])('by %s: %i', async (name, status) => {
    await save(three);
    const { own, partner, other, coordinator, admin, home, companion, kit } = network;
    const who: Record<string, TestBrowser> = {
      nobody: new TestBrowser(server.origin),
      teacher: own.teacher,
      head: own.head,
      "partner's teacher": partner.teacher,
      "other school's teacher": other.teacher,
      coordinator,
      admin,
      home,
      companion,
      kit,
    };
    expect((await download(who[name])).status).toBe(status);
  });

  it('by another school is told to the home school', async () => {
    await save(three);
    expect((await download(network.partner.teacher)).status).toBe(200);
    const { viewings } = await ok(network.own.head, readViewings, params());
    expect(viewings.map(({ school }) => school)).toEqual(['Partner']);
  });

  it('is in the log once, also when a player asks for several things at the same time', async () => {
    await save(three);
    await Promise.all(Array.from({ length: 6 }, () => ok(network.partner.teacher, readCaptions, params())));
    expect((await ok(network.own.head, readViewings, params())).viewings).toHaveLength(1);
  });

  it('is in the log that the home school reads, as watching is', async () => {
    await save(three);
    const seen = async () => (await ok(network.own.head, readViewings, params())).viewings.length;
    expect(await seen()).toBe(0);
    expect((await download(network.partner.teacher)).status).toBe(200);
    expect(await seen()).toBe(1);
    expect((await ok(network.partner.teacher, readCaptions, params())).revision).toBe(1);
    expect(await seen()).toBe(1);
    const other = await addStaff(server, network.admin, network.partner.schoolId, ['teacher']);
    expect((await ok(other, readCaptions, params())).revision).toBe(1);
    expect(await seen()).toBe(2);
  });

  it('of a rubbish address is refused', async () => {
    expect((await teacher.fetch('/api/capsules/rubbish/captions.vtt')).status).toBe(400);
    expect((await teacher.fetch(captionFilePath({ capsuleId: CapsuleId.parse(randomUUID()) }))).status).toBe(404);
  });
});

it('what is withdrawn is gone, letters too', async () => {
  await save(three);
  await ok(teacher, withdrawCapsule, params());
  const rows = await server.database.query('SELECT 1 FROM capsule_captions WHERE capsule_id = $1', [capsuleId]);
  expect(rows).toHaveLength(0);
  expect((await download()).status).toBe(404);
  const body = { revision: 1, captions: { language: 'en', cues: three } };
  expect((await teacher.call(saveCaptions, { ...params(), body })).error?.code).toBe('not_found');
});

describe.skipIf(!hasSharedData)('words of real recordings (../shared/data is not there: skipped)', () => {
  const files = sharedTexts('speech/real', '.csv').concat(sharedTexts('speech/synthetic', '.csv'));
  it.each(files)('$name goes in as a file and comes out as the same', async ({ text }) => {
    const [head = [], ...rows] = csvRows(text);
    const column = (name: RegExp) => head.findIndex((one) => name.test(one));
    const [from, to, speaker, words] = [column(/start/), column(/end/), column(/speaker/), column(/text/)];
    const time = (seconds: string | undefined) => {
      const ms = Math.round(Number(seconds) * 1_000);
      return `${String(Math.floor(ms / 60_000)).padStart(2, '0')}:${((ms % 60_000) / 1_000).toFixed(3).padStart(6, '0')}`;
    };
    const said = rows.filter((row) => row.length > 1);
    const vtt = said.map(
      (row) => `${time(row[from])} --> ${time(row[to])}\n${speaker < 0 ? '' : `<v ${row[speaker]}>`}${row[words]}`,
    );
    const found = await look(['WEBVTT', ...vtt].join('\n\n'));
    expect([found.cues.length, found.problemCount]).toEqual([said.length, 0]);
    await save(found.cues);
    expect((await look(await (await download()).text())).cues).toEqual(found.cues);
  });
});
