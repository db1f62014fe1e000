import { crc32, deflateSync } from 'node:zlib';

/** Small files of each kind, made by hand, with what a test wants in them. */

export function pdf({ extra = '', pages = '/Kids [3 0 R] /Count 1', box = '0 0 595 842', trailer = '' } = {}): Buffer {
  const objects = [
    `1 0 obj << /Type /Catalog /Pages 2 0 R ${extra} >> endobj`,
    `2 0 obj << /Type /Pages ${pages} >> endobj`,
    `3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [${box}] >> endobj`,
  ];
  const body = `%PDF-1.7\n${objects.join('\n')}\n`;
  return Buffer.from(`${body}trailer << /Root 1 0 R ${trailer} >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1');
}

/** A PDF with one more stream. */
export function pdfWithStream(dictionary: string, content: Buffer): Buffer {
  const packed = deflateSync(content);
  const head = `9 0 obj << ${dictionary} /Filter /FlateDecode /Length ${packed.length} >> stream\n`;
  const stream = Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream endobj\n')]);
  const whole = pdf();
  return Buffer.concat([whole.subarray(0, 9), stream, whole.subarray(9)]);
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};
export function png({ width = 1, height = 1, more = [] as [string, string][], behind = '' } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...more.map(([type, text]) => chunk(type, Buffer.from(text))),
    chunk('IDAT', deflateSync(Buffer.alloc(2))),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(behind),
  ]);
}

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
/** An Exif block with a way up, a maker's name and a place. */
export function exif(orientation: number): Buffer {
  const entry = (tag: number, kind: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(kind, 2);
    bytes.writeUInt32LE(1, 4);
    bytes.writeUInt16LE(value, 8);
    return bytes;
  };
  const tiff = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 2, 0]);
  const entries = [entry(0x0112, 3, orientation), entry(0x8825, 4, 38)];
  return Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'),
    tiff,
    ...entries,
    Buffer.alloc(4),
    Buffer.from('44.1N 8.2E'),
  ]);
}
export function jpeg({ width = 8, height = 8, orientation = 1, comment = '', behind = '', ends = true } = {}): Buffer {
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, exif(orientation)),
    ...(comment === '' ? [] : [segment(0xfe, Buffer.from(comment))]),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    ...(ends ? [Buffer.from([0xff, 0xd9])] : []),
    Buffer.from(behind),
  ]);
}
