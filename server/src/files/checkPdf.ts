import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { refuse } from './refuse.ts';

const inflated = promisify(inflate);
/** A page scanned at 600 dpi in grey has 35 MB when unpacked. */
const MOST_UNPACKED = 50_000_000;
/** What is unpacked at most of one file to look into it: some tenths of a second. */
const MOST_WORK = 200_000_000;
const MOST_PAGES = 1000;
/** PDF 1.7, annex C.2: the longest side of a page, in units. */
const MOST_UNITS = 14_400;

/** Names (ISO 32000-1) of what acts by itself, leads to programs, or hides another file. */
const ACTIVE =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|Movie|Rendition)(?![A-Za-z0-9])|\/URI\s*\(\s*javascript:/i;

/**
 * Looks whether a PDF is whole and does nothing but show pages. It reads what matters for that, not the whole format: a
 * reader of its own comes to the file on people's computers, and this keeps from them what is known to do harm.
 * @throws AppError with a reason
 */
export async function checkPdf(bytes: Buffer): Promise<void> {
  const text = bytes.toString('latin1');
  const tail = text.slice(-2048);
  if (!tail.includes('%%EOF') || !/startxref\s+\d+/.test(tail)) throw refuse('file_broken', 'The PDF is cut off');
  if (endsAsZip(bytes)) throw refuse('file_type', 'It is a ZIP too');
  const { outside, packed } = await takeApart(bytes, text);
  const words = decodeNames(outside);
  if (/\/Encrypt(?![A-Za-z0-9])/.test(words)) throw refuse('file_locked', 'The PDF has a password');
  for (const part of [words, ...packed.map(decodeNames)]) {
    if (ACTIVE.test(part)) throw refuse('file_active', 'The PDF does more than show pages');
    checkPages(part);
  }
  checkTree(words);
}

/** What lies between streams, and the unpacked streams that hold objects. */
async function takeApart(bytes: Buffer, text: string): Promise<{ outside: string; packed: string[] }> {
  const outside: string[] = [];
  const packed: string[] = [];
  let work = 0;
  let from = 0;
  const opening = /stream\r?\n/g;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const head = text.slice(from, found.index);
    outside.push(head);
    const start = opening.lastIndex;
    const end = text.indexOf('endstream', start);
    if (end === -1) throw refuse('file_broken', 'A stream of the PDF does not end');
    const own = decodeNames(head.slice(head.lastIndexOf('obj')));
    if (/\/FlateDecode/.test(own) && work < MOST_WORK) {
      const unpacked = await unpack(bytes.subarray(start, end));
      work += unpacked.length;
      if (/\/ObjStm/.test(own)) packed.push(unpacked.toString('latin1'));
    }
    from = end + 'endstream'.length;
    opening.lastIndex = from;
  }
  outside.push(text.slice(from));
  return { outside: outside.join('\n'), packed };
}

/** @returns nothing for a stream that is damaged, or packed twice: a reader shows the rest */
async function unpack(stream: Buffer): Promise<Buffer> {
  try {
    return await inflated(stream, { maxOutputLength: MOST_UNPACKED });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw refuse('file_huge', 'A stream of the PDF unpacks to too much');
    }
    return Buffer.alloc(0);
  }
}

/** `/J#61vaScript` is `/JavaScript` (ISO 32000-1, §7.3.5). */
const decodeNames = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** An array ends at the next bracket of either kind: so no two searches pass over the same text. */
const BOX = /\/(?:Media|Crop)Box\s*\[([^[\]]*)\]/g;
const KIDS = /\/Kids\s*\[([^[\]]*)\]/;
/** Numbers are looked at from their first digit only, for the same reason. */
const OBJECT = /(?<!\d)(\d+)\s+\d+\s+obj/g;
const REFERENCE = /(?<!\d)(\d+)\s+\d+\s+R/g;

function checkPages(text: string): void {
  for (const [, box = ''] of text.matchAll(BOX)) {
    if (box.split(/\s+/).some((side) => Math.abs(Number(side)) > MOST_UNITS)) {
      throw refuse('file_huge', 'A page of the PDF is too large');
    }
  }
  let pages = 0;
  for (const [, count] of text.matchAll(/\/Type\s*\/Page(?![A-Za-z])|\/Count\s+(\d+)/g)) {
    if (count === undefined) pages++;
    if (pages > MOST_PAGES || Number(count) > MOST_PAGES) throw refuse('file_huge', 'The PDF has too many pages');
  }
}

/** Pages that contain themselves: readers that trust them hang. */
function checkTree(text: string): void {
  const kids = kidsOf(text);
  const done = new Set<number>();
  for (const root of kids.keys()) {
    const way = [{ id: root, next: 0 }];
    const above = new Set([root]);
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const kid = kids.get(here.id)?.[here.next++];
      if (kid === undefined) {
        done.add(here.id);
        above.delete(here.id);
        way.pop();
      } else if (above.has(kid)) {
        throw refuse('file_broken', 'A page of the PDF contains itself');
      } else if (!done.has(kid) && kids.has(kid)) {
        way.push({ id: kid, next: 0 });
        above.add(kid);
      }
    }
  }
}

/** By the number of an object, those that it has beneath it. An object reaches to the next, whether it is ended or not. */
function kidsOf(text: string): Map<number, number[]> {
  const kids = new Map<number, number[]>();
  let before: { id: number; from: number } | undefined;
  const end = (to: number) => {
    if (before === undefined) return;
    const [, list] = KIDS.exec(text.slice(before.from, to)) ?? [];
    if (list !== undefined)
      kids.set(
        before.id,
        Array.from(list.matchAll(REFERENCE), ([, kid]) => Number(kid)),
      );
  };
  for (const { 0: head, 1: id, index } of text.matchAll(OBJECT)) {
    end(index);
    before = { id: Number(id), from: index + head.length };
  }
  end(text.length);
  return kids;
}

/** Whether its end is that of a ZIP (APPNOTE 4.3.16), which may begin anywhere. */
function endsAsZip(bytes: Buffer): boolean {
  const sign = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
  for (
    let at = bytes.lastIndexOf(sign);
    at !== -1 && at > bytes.length - 66_000;
    at = bytes.lastIndexOf(sign, at - 1)
  ) {
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) <= bytes.length) {
      const entries = bytes.readUInt16LE(at + 10);
      if (entries > 0 && bytes.readUInt32LE(at + 16) < bytes.length) return true;
    }
    if (at === 0) break;
  }
  return false;
}
