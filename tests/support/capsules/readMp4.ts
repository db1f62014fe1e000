/** What the boxes of an MP4 say (ISO 14496-12): seconds, and what its tracks are. */
export interface Mp4 {
  readonly seconds: number;
  /** `soun` or `vide`, and the name of its coding: `mp4a`, `avc1`. */
  readonly tracks: readonly { readonly kind: string; readonly coding: string; readonly seconds: number }[];
  /** Whether a player can begin before it has all of it. */
  readonly headFirst: boolean;
}

export function readMp4(bytes: Buffer): Mp4 {
  const top = boxesIn(bytes, 0, bytes.length);
  const moov = need(top, 'moov');
  const within = boxesIn(bytes, moov.from, moov.to);
  const mvhd = need(within, 'mvhd').from;
  return {
    seconds: bytes.readUInt32BE(mvhd + 16) / bytes.readUInt32BE(mvhd + 12),
    tracks: within
      .filter(({ name }) => name === 'trak')
      .map((trak) => {
        const mdia = need(boxesIn(bytes, trak.from, trak.to), 'mdia');
        const media = boxesIn(bytes, mdia.from, mdia.to);
        const mdhd = need(media, 'mdhd').from;
        const minf = need(media, 'minf');
        const stbl = need(boxesIn(bytes, minf.from, minf.to), 'stbl');
        const stsd = need(boxesIn(bytes, stbl.from, stbl.to), 'stsd').from;
        const hdlr = need(media, 'hdlr').from;
        return {
          kind: bytes.toString('latin1', hdlr + 8, hdlr + 12),
          coding: bytes.toString('latin1', stsd + 12, stsd + 16),
          seconds: bytes.readUInt32BE(mdhd + 16) / bytes.readUInt32BE(mdhd + 12),
        };
      }),
    headFirst: top.findIndex(({ name }) => name === 'moov') < top.findIndex(({ name }) => name === 'mdat'),
  };
}

interface Box {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8) throw new Error(`A box of ${size} bytes`);
    boxes.push({ name: bytes.toString('latin1', at + 4, at + 8), from: at + 8, to: at + size });
    at += size;
  }
  return boxes;
}

function need(boxes: readonly Box[], name: string): Box {
  const found = boxes.find((box) => box.name === name);
  if (found === undefined) throw new Error(`There is no ${name}`);
  return found;
}
