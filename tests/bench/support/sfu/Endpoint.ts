/** One end of media, whatever the SFU's dialect. */
export interface Endpoint {
  /** Resolves when everything is ordered and packets may come. */
  join(): Promise<void>;
  /** RTP packets received so far, and the SRTP suite once it is known. */
  read(): Promise<{ packets: number; srtpCipher: string }>;
  close(): void;
}

/** Sums up what getStats tells. */
export function readReport(report: RTCStatsReport): { packets: number; srtpCipher: string } {
  let packets = 0;
  let srtpCipher = '';
  report.forEach((stat: { type: string; packetsReceived?: number; srtpCipher?: string }) => {
    if (stat.type === 'inbound-rtp') packets += stat.packetsReceived ?? 0;
    if (stat.type === 'transport') srtpCipher = stat.srtpCipher ?? srtpCipher;
  });
  return { packets, srtpCipher };
}
