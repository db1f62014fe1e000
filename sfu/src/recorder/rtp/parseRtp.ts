/** One RTP packet (RFC 3550). */
export interface RtpPacket {
  readonly ssrc: number;
  readonly sequence: number;
  /** In units of the codec's clock; 32 bits. */
  readonly timestamp: number;
  /** Of a picture: its last packet. */
  readonly marker: boolean;
  /** A view on the packet's memory. */
  readonly payload: Buffer;
}

/** The worker's word on its clock (RFC 3550, 6.4.1). */
export interface SenderReport {
  readonly ssrc: number;
  /** Milliseconds of the sender's clock, since 1900 or any other zero. */
  readonly ntp: number;
  /** The RTP time at that instant. */
  readonly timestamp: number;
}

/** Whether a datagram of a shared port is RTCP (RFC 5761, 4). It begins at `from`. */
export const isRtcp = (bytes: Buffer, from = 0): boolean => {
  const type = bytes[from + 1] ?? 0;
  return type >= 192 && type <= 223;
};

/** Undefined for what is no RTP packet, or one without content. It lies from `start`, before `end`. */
export function parseRtp(bytes: Buffer, start = 0, end = bytes.length): RtpPacket | undefined {
  if (end - start <= 12) return undefined;
  const first = bytes[start] ?? 0;
  if (first >> 6 !== 2) return undefined;
  let from = start + 12 + 4 * (first & 0x0f);
  if ((first & 0x10) !== 0) {
    if (from + 4 > end) return undefined;
    from += 4 + 4 * bytes.readUInt16BE(from + 2);
  }
  const to = end - ((first & 0x20) === 0 ? 0 : (bytes[end - 1] ?? 0));
  if (from >= to) return undefined;
  return {
    ssrc: bytes.readUInt32BE(start + 8),
    sequence: bytes.readUInt16BE(start + 2),
    timestamp: bytes.readUInt32BE(start + 4),
    marker: ((bytes[start + 1] ?? 0) & 0x80) !== 0,
    payload: bytes.subarray(from, to),
  };
}

const SENDER_REPORT = 200;

/** All sender reports of a compound packet; what is malformed ends it. */
export function parseSenderReports(bytes: Buffer): SenderReport[] {
  const reports: SenderReport[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = 4 + 4 * bytes.readUInt16BE(at + 2);
    if ((bytes[at] ?? 0) >> 6 !== 2 || at + length > bytes.length) break;
    if (bytes[at + 1] === SENDER_REPORT && length >= 28) {
      const ntp = bytes.readUInt32BE(at + 8) * 1000 + (bytes.readUInt32BE(at + 12) * 1000) / 2 ** 32;
      reports.push({ ssrc: bytes.readUInt32BE(at + 4), ntp, timestamp: bytes.readUInt32BE(at + 16) });
    }
    at += length;
  }
  return reports;
}
