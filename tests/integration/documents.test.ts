import { checkDocument } from '@pluriclasse/server/files/checkDocument';
import { checkPdf } from '@pluriclasse/server/files/checkPdf';
import { AppError } from '@pluriclasse/shared/errors';
import { describe, expect, it } from 'vitest';
import { exif, jpeg, pdf, pdfWithStream, png } from '../support/files.ts';
import { hasSharedData, sharedFolder } from '../support/server/sharedData.ts';

/** What becomes of a file: its type, or the reason why it is refused. */
const outcome = (bytes: Buffer): Promise<string> => typeOr(async () => (await checkDocument(bytes)).type);
async function typeOr(look: () => Promise<string>): Promise<string> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad_request') return error.reason ?? 'no reason';
    throw error;
  }
}
const text = (bytes: Buffer) => bytes.toString('latin1');

describe('a document', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'file_empty'],
    ['a text', Buffer.from('Dear head'), 'file_type'],
    ['a page of HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'file_type'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'file_type'],
    ['a ZIP', Buffer.from('PK\x03\x04'), 'file_type'],
    ['a GIF', Buffer.from('GIF89a'), 'file_type'],
    ['a PDF', pdf(), 'application/pdf'],
    ['a PDF with a picture', pdfWithStream('/Subtype /Image', Buffer.alloc(10_000)), 'application/pdf'],
    ['a PDF that is cut off', pdf().subarray(0, 120), 'file_broken'],
    ['a PDF with a script', pdf({ extra: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' }), 'file_active'],
    ['a PDF with a script in disguise', pdf({ extra: '/OpenAction << /S /J#61vaScript >>' }), 'file_active'],
    ['a PDF that starts a program', pdf({ extra: '/OpenAction << /S /Launch /F (cmd.exe) >>' }), 'file_active'],
    ['a PDF with a link that is a script', pdf({ extra: '/A << /S /URI /URI (JavaScript:alert) >>' }), 'file_active'],
    ['a PDF with a link', pdf({ extra: '/A << /S /URI /URI (https://school.example) >>' }), 'application/pdf'],
    [
      'a PDF with a script in a packed object',
      pdfWithStream('/Type /ObjStm /N 1 /First 4', Buffer.from('4 0 << /S /JavaScript >>')),
      'file_active',
    ],
    [
      'a PDF whose text says the word',
      pdfWithStream('/Subtype /Form', Buffer.from('(/JavaScript is a word) Tj')),
      'application/pdf',
    ],
    ['a PDF with a password', pdf({ trailer: '/Encrypt 8 0 R' }), 'file_locked'],
    ['a PDF of a page as large as a field', pdf({ box: '0 0 200000 200000' }), 'file_huge'],
    ['a PDF of very many pages', pdf({ pages: '/Kids [3 0 R] /Count 5000' }), 'file_huge'],
    ['a PDF whose pages contain themselves', pdf({ pages: '/Kids [2 0 R] /Count 1' }), 'file_broken'],
    ['a PDF that unpacks to sixty megabytes', pdfWithStream('/Subtype /Form', Buffer.alloc(60_000_000)), 'file_huge'],
    ['a PNG', png(), 'image/png'],
    ['a PNG of no size', png({ width: 0 }), 'file_broken'],
    ['a PNG of too many pixels', png({ width: 20_000, height: 20_000 }), 'file_huge'],
    ['a PNG that is cut off', png().subarray(0, -6), 'file_broken'],
    ['a JPEG', jpeg(), 'image/jpeg'],
    ['a JPEG of too many pixels', jpeg({ width: 60_000, height: 60_000 }), 'file_huge'],
    ['a JPEG of no size', jpeg({ height: 0 }), 'file_broken'],
    ['a JPEG that is cut off', jpeg({ ends: false }), 'file_broken'],
  ])('%s: %#', async (_, bytes, expected) => {
    expect(await outcome(bytes)).toBe(expected);
  });

  it('that is a ZIP too is refused', async () => {
    const directory = Buffer.from('PK\x01\x02');
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(100, 16);
    // Behind the last object, as a remark of the PDF, before its end.
    const bytes = Buffer.concat([pdf().subarray(0, -6), directory, end, Buffer.from('%%EOF\n')]);
    bytes.writeUInt16LE(6, bytes.length - 8);
    expect(await outcome(bytes)).toBe('file_type');
  });

  it('a damaged chunk of a PNG is found', async () => {
    const bytes = png();
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    expect(await outcome(bytes)).toBe('file_broken');
  });

  it('a PNG keeps its picture and loses its words', async () => {
    const more: [string, string][] = [
      ['tEXt', 'Author\0Anna'],
      ['gAMA', '1234'],
      ['eXIf', 'place'],
    ];
    const { bytes } = await checkDocument(png({ more, behind: '<script>' }));
    expect(text(bytes)).not.toMatch(/Anna|place|script/);
    expect(text(bytes)).toContain('gAMA');
    expect(await outcome(bytes)).toBe('image/png');
  });

  it('a JPEG keeps its picture and which way up it is, and loses its words and its place', async () => {
    const whole = jpeg({ orientation: 6, comment: '<script>alert(1)</script>', behind: 'PK\x03\x04 more' });
    const { bytes } = await checkDocument(whole);
    expect(text(bytes)).not.toMatch(/script|44\.1N|more/);
    expect(text(bytes)).toContain('JFIF');
    expect(bytes.includes(Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]))).toBe(true);
    // Tag 0x0112, a short, once, 6; in the order of bytes that the block itself names.
    expect(bytes.includes(Buffer.from([0x4d, 0x4d, 0, 0x2a]))).toBe(true);
    expect(bytes.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true);
    expect(text((await checkDocument(jpeg())).bytes)).not.toContain('Exif');
    expect(exif(6).includes(Buffer.from('44.1N'))).toBe(true);
    expect(await outcome(bytes)).toBe('image/jpeg');
  });

  it('never breaks us, whatever its bytes are', async () => {
    const starts = [pdf(), png(), jpeg({ orientation: 3 })];
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let n = 0; n < 600; n++) {
      const bytes = Buffer.from(starts[n % 3]!);
      for (let m = 0; m < 1 + random(6); m++) bytes[random(bytes.length)] = random(256);
      const cut = bytes.subarray(0, random(4) === 0 ? random(bytes.length) : bytes.length);
      // Processes would take most of the time.
      const isPdf = cut.subarray(0, 5).equals(Buffer.from('%PDF-'));
      const found = isPdf ? typeOr(() => checkPdf(cut).then(() => 'application/pdf')) : outcome(cut);
      expect(await found).toMatch(/^(file_|application\/pdf|image\/)/);
    }
  });

  it('that takes a second or two to look into keeps nobody else waiting', async () => {
    let turns = 0;
    const counted = setInterval(() => turns++, 1);
    const names = '#2F'.repeat(3_000_000);
    expect(await outcome(Buffer.concat([pdf().subarray(0, -60), Buffer.from(names), pdf()]))).toBe('application/pdf');
    clearInterval(counted);
    expect(turns).toBeGreaterThan(20);
  });
});

/** Of real hostile files: what is refused, and why. The rest is harmless once it is cleaned and only ever downloaded. */
const hostile: Readonly<Record<string, string>> = {
  '5000_empty_pages.pdf': 'file_huge',
  'billion_laughs.svg': 'file_type',
  'exif_orientation_3.jpg': 'image/jpeg',
  'exif_orientation_6_gps.jpg': 'image/jpeg',
  'exif_orientation_8.jpg': 'image/jpeg',
  'external_entity.xml': 'file_type',
  'filenames.txt': 'file_type',
  'flate_stream_60MB.pdf': 'file_huge',
  'html_named.pdf': 'file_type',
  'javascript_openaction.pdf': 'file_active',
  'page_size_huge.pdf': 'file_huge',
  'page_tree_loop.pdf': 'file_broken',
  'password_user_is_user.pdf': 'file_locked',
  'png_bad_crc.png': 'file_broken',
  'png_header_65535x65535_rgba16.png': 'file_huge',
  'png_header_max_2147483647.png': 'file_huge',
  'png_valid_20000x20000_1bit.png': 'file_huge',
  'png_zero_dimension.png': 'file_broken',
  'polyglot_gif_and_javascript.gif': 'file_type',
  'polyglot_jpeg_and_html.jpg': 'image/jpeg',
  'polyglot_pdf_and_zip.pdf': 'file_type',
  'script.svg': 'file_type',
  'truncated_first_200000_bytes.pdf': 'file_broken',
  'zero_bytes.pdf': 'file_empty',
  'zero_bytes.png': 'file_empty',
  'zip_100MB_of_zeros.zip': 'file_type',
  'zip_path_traversal.zip': 'file_type',
};

describe.skipIf(!hasSharedData)('real files', () => {
  it('that are hostile are refused, each for its reason', async () => {
    const found: Record<string, string> = {};
    for (const { name, bytes } of sharedFolder('lesson-material/hostile')) found[name] = await outcome(bytes);
    expect(found).toEqual(hostile);
  });

  it('lose their remarks and places', async () => {
    for (const { name, bytes } of sharedFolder('lesson-material/hostile').filter((one) => one.name.endsWith('.jpg'))) {
      const clean = text((await checkDocument(bytes)).bytes);
      expect([name, /<script|<html|GPS|invented/i.test(clean)]).toEqual([name, false]);
    }
  });

  it('that are good are taken', async () => {
    const good = [...sharedFolder('lesson-material'), ...sharedFolder('lesson-material/images')];
    const found = new Map<string, string>();
    for (const { name, bytes } of good.filter((one) => /\.(pdf|jpe?g|png)$/.test(one.name)))
      found.set(name, await outcome(bytes));
    expect([...found].filter(([, what]) => what.startsWith('file_'))).toEqual([]);
    expect(found.size).toBeGreaterThan(8);
  });
});
