import type { Frame } from './Frame.ts';
import { avcConfig, readSequenceParameters } from './h264.ts';

const IDR = 5;
const SEI = 6;
const SPS = 7;
const PPS = 8;
const DELIMITER = 9;
const STAP_A = 24;
const FU_A = 28;

/** A NAL unit in parts; its first byte is its header. */
interface Unit {
  readonly type: number;
  readonly parts: Uint8Array[];
}

/**
 * RTP payload format for H.264, RFC 6184, in the modes that browsers use (single units, STAP-A, FU-A). A key frame is one
 * that brings its parameter sets along, as browsers' do: they go into the track's configuration, not among its samples.
 */
export function assembleH264(payloads: readonly Buffer[]): Frame | undefined {
  const units: Unit[] = [];
  for (const payload of payloads) if (!addUnits(units, payload)) return undefined;
  const pictures = units.filter(({ type }) => type >= 1 && type <= IDR);
  if (pictures.length === 0) return undefined;
  const parts = units
    .filter(({ type }) => (type >= 1 && type <= IDR) || type === SEI)
    .flatMap((unit) => [lengthOf(unit), ...unit.parts]);
  const sps = find(units, SPS);
  const pps = find(units, PPS);
  const parameters = sps && readSequenceParameters(sps);
  const whole = sps !== undefined && pps !== undefined && parameters !== undefined;
  if (!whole || !pictures.some(({ type }) => type === IDR)) return { key: false, parts };
  const { width, height } = parameters;
  return { key: true, parts, format: { codec: 'h264', width, height, config: avcConfig(sps, pps, parameters) } };
}

/** False for what is malformed, or continues a unit whose beginning is missing. */
function addUnits(units: Unit[], payload: Buffer): boolean {
  const head = payload[0] ?? 0;
  const type = head & 0x1f;
  if (type === FU_A) return addFragment(units, payload);
  if (type === STAP_A) {
    for (let at = 1; at < payload.length;) {
      const size = at + 2 <= payload.length ? payload.readUInt16BE(at) : 0;
      const unit = payload.subarray(at + 2, at + 2 + size);
      if (size === 0 || unit.length < size) return false;
      units.push({ type: (unit[0] ?? 0) & 0x1f, parts: [unit] });
      at += 2 + size;
    }
    return true;
  }
  if (type === 0 || type > 23) return false;
  if (type !== DELIMITER) units.push({ type, parts: [payload] });
  return true;
}

function addFragment(units: Unit[], payload: Buffer): boolean {
  const [indicator = 0, head = 0] = payload;
  if (payload.length < 3) return false;
  const type = head & 0x1f;
  if ((head & 0x80) !== 0) {
    units.push({ type, parts: [Uint8Array.of((indicator & 0xe0) | type), payload.subarray(2)] });
    return true;
  }
  const last = units.at(-1);
  // One that has no own header's part was not begun as a fragment.
  if (last === undefined || last.type !== type || last.parts.length < 2) return false;
  last.parts.push(payload.subarray(2));
  return true;
}

function lengthOf({ parts }: Unit): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(parts.reduce((sum, part) => sum + part.length, 0));
  return length;
}

const find = (units: readonly Unit[], type: number): Uint8Array | undefined => {
  const unit = units.find((each) => each.type === type);
  return unit && Buffer.concat(unit.parts);
};
