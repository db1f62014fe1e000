import { Reader } from '@pluriclasse/server/imports/Reader';
import { describe, expect, it } from 'vitest';

const options = { timeZone: 'Europe/Rome', from: 20_000, to: 21_000 };
const rows = (count: number) => Array.from({ length: count }, (_, at) => `${at};"C${at}";"T";"S";"R";1;2;;`).join('\n');
const task = (text: string) => ({ asked: 'auto' as const, files: [{ name: 'f', bytes: Buffer.from(text) }], options });
const limits = { atOnce: 100, milliseconds: 20_000, megabytes: 256 };

describe('a large upload', () => {
  it('is read apart as it would be at once, and its refusal comes out the same', async () => {
    const [apart, atOnce] = [new Reader(limits), new Reader({ ...limits, atOnce: 1_000_000 })];
    expect(await apart.read(task(rows(50)))).toEqual(await atOnce.read(task(rows(50))));
    const page = `<!DOCTYPE html>${' '.repeat(200)}`;
    await expect(apart.read(task(page))).rejects.toMatchObject({ code: 'bad_request', reason: 'file_web_page' });
  });

  it('is what a small calendar may be: it is read apart too', async () => {
    const quick = new Reader({ ...limits, atOnce: 1_000_000, milliseconds: 1 });
    const calendar = task('BEGIN:VCALENDAR\nEND:VCALENDAR');
    for (const asked of ['auto', 'ical'] as const) {
      await expect(quick.read({ ...calendar, asked })).rejects.toMatchObject({ reason: 'file_too_large' });
    }
    expect(await new Reader(limits).read(calendar)).toMatchObject({ format: 'ical', lessons: [] });
    expect(await quick.read(task(rows(5)))).toMatchObject({ format: 'untis' });
  });

  it('that takes too long or too much memory is refused, and the next is read', async () => {
    const refused = { code: 'bad_request', reason: 'file_too_large' };
    await expect(new Reader({ ...limits, milliseconds: 1 }).read(task(rows(50)))).rejects.toMatchObject(refused);
    const small = new Reader({ ...limits, megabytes: 12 });
    await expect(small.read(task(rows(150_000)))).rejects.toMatchObject(refused);
    const usual = new Reader(limits);
    const all = await Promise.all(Array.from({ length: 4 }, () => usual.read(task(rows(20)))));
    expect(all.map(({ lessons }) => lessons.length)).toEqual([20, 20, 20, 20]);
  });
});
