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

export interface Joins {
  /** Milliseconds from the join to the first packet, one an endpoint. */
  joins: number[];
  srtpCipher: string;
}

/** Lets endpoints join one after another, as the first packet of each is awaited, and adds them to `endpoints`. */
export async function joinAll(
  endpoints: Endpoint[],
  count: number,
  create: (place: number) => Endpoint,
): Promise<Joins> {
  const joins: number[] = [];
  let srtpCipher = '';
  for (let place = 0; place < count; place += 1) {
    const endpoint = create(place);
    endpoints.push(endpoint);
    const began = performance.now();
    await endpoint.join();
    for (;;) {
      const read = await endpoint.read();
      srtpCipher = read.srtpCipher;
      if (read.packets > 0) break;
    }
    joins.push(performance.now() - began);
  }
  return { joins, srtpCipher };
}

export async function countPackets(endpoints: readonly Endpoint[]): Promise<number> {
  const reads = await Promise.all(endpoints.map((endpoint) => endpoint.read()));
  return reads.reduce((total, { packets }) => total + packets, 0);
}
