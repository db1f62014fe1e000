import type { Stream } from '../Stream.ts';

const INTERVAL = 2_000;
/** Looks of which the shortest round trip counts: a minute. */
const KEPT = 30;

/**
 * How far away the senders of a recording are. Their round trips are measured anyhow; a busy sender answers late, so the
 * shortest of the last minute is nearest to the way.
 */
export class PathMeter {
  readonly #streams: ReadonlySet<Pick<Stream, 'peerKey' | 'producer'>>;
  readonly #tell: (peerKey: string, roundTrip: number) => void;
  readonly #found = new Map<string, number[]>();
  readonly #timer: NodeJS.Timeout;

  /** @param tell hears of each peer's shortest round trip, ms, as often as it is measured */
  constructor(
    streams: ReadonlySet<Pick<Stream, 'peerKey' | 'producer'>>,
    tell: (peerKey: string, roundTrip: number) => void,
  ) {
    this.#streams = streams;
    this.#tell = tell;
    this.#timer = setInterval(() => void this.look(), INTERVAL);
    this.#timer.unref();
  }

  async look(): Promise<void> {
    const looks = await Promise.all([...this.#streams].map((stream) => roundTripOf(stream)));
    const now = new Map<string, number>();
    for (const { peerKey, roundTrip } of looks)
      if (roundTrip !== undefined) now.set(peerKey, Math.min(roundTrip, now.get(peerKey) ?? Infinity));
    for (const [peerKey, roundTrip] of now) {
      const found = [roundTrip, ...(this.#found.get(peerKey) ?? [])].slice(0, KEPT);
      this.#found.set(peerKey, found);
      this.#tell(peerKey, Math.min(...found));
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

/** Undefined where none was measured yet, or the producer was closed meanwhile. */
async function roundTripOf({ peerKey, producer }: Pick<Stream, 'peerKey' | 'producer'>) {
  const stats = await producer.getStats().catch(() => []);
  const trips = stats.flatMap(({ roundTripTime }) => (roundTripTime === undefined ? [] : [roundTripTime]));
  return { peerKey, roundTrip: trips.length > 0 ? Math.min(...trips) : undefined };
}
