import type { Browser } from '@playwright/test';
import { buildPage } from '../board/buildBoardPage.ts';
import { CapsuleServer } from './CapsuleServer.ts';
import { DURATION, captions, makeBoard, makeManifest, speakers, stops } from './fixture.ts';
import { makePicture } from './makePicture.ts';
import { makeOpusVoice } from './makeOpusVoice.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** What each speaker's camera sees. */
export const pictureColors = ['#c01010', '#1010c0'] as const;

/** A server with the page and a capsule of a minute: two voices, two cameras, a board of two pages. */
export async function openCapsule(browser: Browser, port = 0) {
  const server = await CapsuleServer.create(await buildPage(new URL('page/', import.meta.url)), port);
  const board = makeBoard();
  const page = await browser.newPage();
  // Encoders are there for pages of a safe origin alone.
  await page.goto(`${server.url}/around`);
  const pictures = [];
  for (const [n, { name, school }] of speakers.entries()) {
    const link = `/media/picture-${n}`;
    const { bytes, pieces } = await makePicture(page, {
      id: uuid(20 + n),
      color: pictureColors[n as 0 | 1], // two speakers
      from: 4_000,
      to: 44_000,
      link,
    });
    server.files.set(link, bytes);
    pictures.push({ source: 'camera' as const, name, schoolId: uuid(100 + school), small: [pieces], large: [] });
  }
  for (const [n, { hertz, heard }] of speakers.entries())
    server.files.set(`/media/voice-${n}`, await makeOpusVoice(page, hertz, heard, DURATION));
  await page.close();
  server.files.set('/media/board', Buffer.from(JSON.stringify(board.reel)));
  server.files.set('/media/captions', Buffer.from(JSON.stringify(captions)));
  server.around = { stops };
  const manifest = makeManifest({
    voices: speakers.map((_, n) => server.files.get(`/media/voice-${n}`)?.length ?? 0),
    boardBytes: server.files.get('/media/board')?.length ?? 0,
    pictures: pictures as never, // parsed there
  });
  server.manifest = () => ({ status: 200, body: manifest });
  return { server, board, manifest };
}
