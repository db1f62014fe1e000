import type { types } from 'mediasoup';

/** A stream on its way to a peer, or from one. */
export type LossReporter = { readonly consumer: types.Consumer } | { readonly producer: types.Producer };

/**
 * The share of packets that was lost of all these streams together, 0–1, as the last receiver reports (RFC 3550, 6.4.1)
 * tell: of the last second for pictures, of the last five for sound. What does not flow doesn't count.
 */
export async function reportedLoss(streams: readonly LossReporter[]): Promise<number> {
  const reports = await Promise.all(streams.map(readReports));
  let [lost, all] = [0, 0];
  for (const { bitrate, fractionLost } of reports.flat()) {
    lost += (bitrate * fractionLost) / 256;
    all += bitrate;
  }
  return all === 0 ? 0 : lost / all;
}

/** None of a stream that was closed meanwhile. */
async function readReports(stream: LossReporter): Promise<{ bitrate: number; fractionLost: number }[]> {
  const reports: { type: string; bitrate: number; fractionLost: number }[] = await (
    'consumer' in stream ? stream.consumer.getStats() : stream.producer.getStats()
  ).catch(() => []);
  // A consumer tells of its producer's stream too.
  return reports.filter(({ type }) => !('consumer' in stream) || type === 'outbound-rtp');
}
