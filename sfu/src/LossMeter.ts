import type { types } from 'mediasoup';

/** A stream on its way to a peer, or from one. */
export type LossReporter = { readonly consumer: types.Consumer } | { readonly producer: types.Producer };

/** The part of mediasoup's statistics that tells of the last receiver report (RFC 3550, 6.4.1) of one RTP stream. */
interface Report {
  readonly ssrc: number;
  readonly bitrate: number;
  /** In 256ths. */
  readonly fractionLost: number;
  readonly packetsLost: number;
  /** Milliseconds; measured by each report anew, so that two reports are hardly ever alike in it. */
  readonly roundTripTime?: number;
}

/**
 * Loss on one way of one peer by receiver reports: of the last second for pictures, of the last five for sound. The
 * worker's statistics keep the last report for as long as it takes; here one of before a change is not counted.
 */
export class LossMeter {
  /** The report of each stream that tells of what was before, by stream and SSRC. */
  readonly #old = new Map<string, string>();

  /** The share of packets that was lost of all these streams together, 0–1. What does not flow doesn't count. */
  async read(streams: readonly LossReporter[]): Promise<number> {
    let [lost, all] = [0, 0];
    for (const { key, saying, report } of await readAll(streams)) {
      if (this.#old.get(key) === saying) continue;
      this.#old.delete(key);
      lost += (report.bitrate * report.fractionLost) / 256;
      all += report.bitrate;
    }
    return all === 0 ? 0 : lost / all;
  }

  /** Something has changed, such as what flows: the reports that all streams of this way have now count no more. */
  async restart(streams: readonly LossReporter[]): Promise<void> {
    const now = await readAll(streams);
    this.#old.clear();
    for (const { key, saying } of now) this.#old.set(key, saying);
  }
}

async function readAll(streams: readonly LossReporter[]): Promise<{ key: string; saying: string; report: Report }[]> {
  const all = await Promise.all(
    streams.map(async (stream) => {
      const { id } = 'consumer' in stream ? stream.consumer : stream.producer;
      return (await readReports(stream)).map((report) => ({
        key: `${id} ${report.ssrc}`,
        saying: say(report),
        report,
      }));
    }),
  );
  return all.flat();
}

const say = ({ fractionLost, packetsLost, roundTripTime }: Report) =>
  [fractionLost, packetsLost, roundTripTime].join(' ');

/** None of a stream that was closed meanwhile. */
async function readReports(stream: LossReporter): Promise<Report[]> {
  const reports: (Report & { type: string })[] = await (
    'consumer' in stream ? stream.consumer.getStats() : stream.producer.getStats()
  ).catch(() => []);
  // A consumer tells of its producer's stream too.
  return reports.filter(({ type }) => !('consumer' in stream) || type === 'outbound-rtp');
}
