import { findProgram } from '@pluriclasse/server/findProgram';
import { ableTo } from '@pluriclasse/server/capsules/exports/ableTo';
import { Ffmpeg } from '@pluriclasse/server/capsules/exports/Ffmpeg';
import { createLog } from '@pluriclasse/server/log';
import { askExport, exportFilePath, listExports, type ExportKind } from '@pluriclasse/shared/api/capsuleExports';
import { addPage, findPage } from '@pluriclasse/shared/board/document';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import { inkPaint } from '@pluriclasse/shared/board/inkPaint';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { encode } from '../support/capsules/encode.ts';
import { readMp4 } from '../support/capsules/readMp4.ts';
import { putCapsule } from '../support/server/capsules.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { putTrack, sat } from '../support/server/tracks.ts';

const run = promisify(execFile);
const ffmpeg = findProgram('ffmpeg', process.env.PATH) ?? '';
const able = ableTo(await new Ffmpeg(ffmpeg === '' ? undefined : ffmpeg, createLog('silent')).skills());
const whole = 'format' in able.mp4 && able.mp4.format === 'mp4-h264' && 'format' in able.audio;
if (!whole) console.warn('No ffmpeg with libx264, aac and librsvg here: real files are not made in this test.');

/** Ten seconds were recorded; from the third to the fifth is hidden. */
const hidden = { from: 3_000, to: 5_000 };

describe.skipIf(!whole)('files that the real ffmpeg makes', () => {
  let server: TestServer;
  let network: TestNetwork;
  let capsuleId: CapsuleId;
  beforeAll(async () => {
    server = await startTestServer({ ffmpeg }, { flood: { session: 100_000, address: 100_000, unknown: 100_000 } });
    network = await buildNetwork(server);
    const { own, partner, lessonId } = network;
    capsuleId = await putCapsule(server, {
      schoolIds: [own.schoolId, partner.schoolId],
      lessonId,
      title: "Ca' del bosco: <mulino> & co",
      recorded: [[0, 10_000]],
    });
    const [desk, other] = [await sat(server, lessonId, own.teacher), await sat(server, lessonId, partner.teacher)];
    const tone = (hertz: number, seconds: number) => `sine=frequency=${hertz}:duration=${seconds}`;
    // What is said while it is hidden is said at 2,000 Hz.
    const said = await Promise.all([
      encode(ffmpeg, tone(500, 3), 'opus', 0),
      encode(ffmpeg, tone(2_000, 2), 'opus', 3_000),
      encode(ffmpeg, tone(500, 5), 'opus', 5_000),
    ]);
    await putTrack(server, capsuleId, { peerKey: desk }, said.flat());
    await putTrack(server, capsuleId, { peerKey: other }, await encode(ffmpeg, tone(900, 4), 'opus', 6_000));
    // Green from the beginning, red from the sixth second on: in a file of its own, of another size.
    const picture = { peerKey: desk, source: 'camera', rendition: 'small', codec: 'vp8' } as const;
    const green = await encode(ffmpeg, 'color=c=0x00c000:s=160x90:r=10:d=6', 'vp8', 0);
    await putTrack(server, capsuleId, picture, green);
    const red = await encode(ffmpeg, 'color=c=0xc00000:s=80x46:r=10:d=4', 'vp8', 6_000);
    await putTrack(server, capsuleId, picture, red);
    await drawn(server, capsuleId);
    const edit = { trim: null, hidden: [hidden], chapters: null };
    await server.database.query('UPDATE capsules SET edit = $2, revision = 1 WHERE id = $1', [capsuleId, edit]);
  }, 120_000);
  afterAll(() => server?.close());

  const made = async (kind: ExportKind): Promise<{ bytes: Buffer; file: string }> => {
    const of = { params: { capsuleId } };
    await ok(network.own.teacher, askExport, { ...of, body: { kind } });
    await server.services.exporting.settled();
    const { exports } = await ok(network.own.teacher, listExports, of);
    const one = exports.find((each) => each.kind === kind);
    expect(one).toMatchObject({ state: 'done' });
    const link = exportFilePath({ capsuleId, exportId: one?.exportId ?? exports[0]!.exportId });
    const bytes = Buffer.from(await (await network.own.teacher.fetch(link)).arrayBuffer());
    const file = path.join(server.dataDir, `seen.${kind}`);
    await writeFile(file, bytes);
    return { bytes, file };
  };

  it('an audio file has all voices, none quieter for the other, and nothing that is hidden', async () => {
    const { bytes, file } = await made('audio');
    const { seconds, tracks, headFirst } = readMp4(bytes);
    expect(tracks).toEqual([{ kind: 'soun', coding: 'mp4a', seconds: expect.closeTo(8, 0) as number }]);
    expect([seconds, headFirst]).toEqual([expect.closeTo(8, 0), true]);
    const at = (from: number, hertz: number) => levelOf(file, from, hertz);
    expect(await at(1, 500)).toBeGreaterThan(0.05);
    expect((await at(5, 500)) / (await at(1, 500))).toBeCloseTo(1, 0);
    expect(await at(5, 900)).toBeGreaterThan(0.05);
    expect(await at(1, 900)).toBeLessThan(0.005);
    for (let second = 0; second < 8; second++) expect(await at(second, 2_000)).toBeLessThan(0.005);
  }, 120_000);

  it('a film has the board as it came to be, the speaker beside it, and the voices', async () => {
    const { bytes, file } = await made('mp4');
    const { seconds, tracks, headFirst } = readMp4(bytes);
    expect(tracks).toEqual([
      { kind: 'vide', coding: 'avc1', seconds: expect.closeTo(8, 0) as number },
      { kind: 'soun', coding: 'mp4a', seconds: expect.closeTo(8, 0) as number },
    ]);
    expect([seconds, headFirst]).toEqual([expect.closeTo(8, 0), true]);
    // Middles of the two strokes, and of the first tile.
    const seen = async (second: number) => {
      const frame = await frameAt(file, second);
      return [frame(253, 219), frame(253, 421), frame(1142, 120)].map(nameOf);
    };
    expect(await seen(0.5)).toEqual(['paper', 'paper', 'green']);
    expect(await seen(2.5)).toEqual(['blue', 'paper', 'green']);
    // What was drawn while it was hidden is there at the seam; red came a second after it.
    expect(await seen(3.6)).toEqual(['blue', 'plum', 'green']);
    expect(await seen(6)).toEqual(['blue', 'plum', 'red']);
  }, 120_000);
});

/** A stroke across the page's upper part after a second and a half, and one across its lower part while it is hidden. */
async function drawn(server: TestServer, capsuleId: CapsuleId): Promise<void> {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const page = doc.transact(() => addPage(doc));
  const stroke = (y: number, color: 'blue' | 'plum') => {
    const points = Array.from({ length: 20 }, (_, n): [number, number, number] => [100 + n * 40, y, 0.5]);
    findPage(doc, page)?.objects.set(newObjectId(), {
      kind: 'stroke',
      z: 1,
      color,
      width: 20,
      ink: encodeInk({ points, pressure: false }),
    });
  };
  stroke(275, 'blue');
  stroke(600, 'plum');
  for (const [seq, at] of [0, 1_500, 4_000].entries()) {
    await server.database.query('INSERT INTO capsule_board_updates VALUES ($1, $2, $3, $4)', [
      capsuleId,
      seq + 1,
      at,
      Buffer.from(updates[seq] ?? []),
    ]);
  }
}

/** How loud a tone is within half a second, by Goertzel's algorithm. */
async function levelOf(file: string, from: number, hertz: number): Promise<number> {
  const args = ['-v', 'error', '-ss', String(from + 0.25), '-t', '0.5', '-i', file, '-ac', '1', '-ar', '16000'];
  const { stdout } = await run(ffmpeg, [...args, '-f', 'f32le', '-'], { encoding: 'buffer', maxBuffer: 10_000_000 });
  const samples = new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length));
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / 16_000);
  let [one, two] = [0, 0];
  for (const sample of samples) [one, two] = [sample + turn * one - two, one];
  return (2 * Math.sqrt(one * one + two * two - turn * one * two)) / samples.length;
}

type Color = readonly [red: number, green: number, blue: number];

async function frameAt(file: string, second: number): Promise<(x: number, y: number) => Color> {
  const args = [
    '-v',
    'error',
    '-ss',
    String(second),
    '-i',
    file,
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-',
  ];
  const { stdout } = await run(ffmpeg, args, { encoding: 'buffer', maxBuffer: 10_000_000 });
  expect(stdout.length).toBe(1280 * 720 * 3);
  return (x, y) => {
    const at = (y * 1280 + x) * 3;
    return [stdout[at] ?? 0, stdout[at + 1] ?? 0, stdout[at + 2] ?? 0];
  };
}

const paints: Record<string, Color> = {
  paper: [255, 255, 255],
  green: [0, 192, 0],
  red: [192, 0, 0],
  blue: rgb(inkPaint.blue),
  plum: rgb(inkPaint.plum),
};
function rgb(hex: string): Color {
  const of = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [of(1), of(3), of(5)];
}
/** The nearest of the paints; the numbers themselves when none is near. */
const nameOf = (seen: Color): string =>
  Object.entries(paints).find(([, paint]) => paint.every((value, n) => Math.abs(value - (seen[n] ?? 0)) < 40))?.[0] ??
  seen.join();
