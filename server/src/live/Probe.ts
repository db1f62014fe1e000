import type { TransportInfo } from '@pluriclasse/shared/signalling/media';
import type { LiveLesson } from './LiveLesson.ts';

/**
 * One visitor's trial of the ways to the media node, before any seat: a peer that sends nothing and receives nothing,
 * of which only the transport's ICE is used. One at a time.
 */
export class Probe {
  readonly #peerKey: string;
  #open: LiveLesson | undefined;

  constructor(connectionId: string) {
    this.#peerKey = `probe:${connectionId}`;
  }

  async open(lesson: LiveLesson): Promise<TransportInfo> {
    await this.close();
    const link = await lesson.media.ensure();
    this.#open = lesson;
    const { receive } = await link.openPeer({
      peerKey: this.#peerKey,
      siteKey: this.#peerKey,
      rtpCapabilities: { codecs: [], headerExtensions: [] },
      maySend: [],
      adult: false,
      hears: false,
      receiveLevel: 'sound',
    });
    return receive;
  }

  /** Never rejects. Safe twice. */
  async close(): Promise<void> {
    const lesson = this.#open;
    this.#open = undefined;
    if (lesson === undefined || !lesson.media.open) return;
    await lesson.media.link
      .closePeer({ peerKey: this.#peerKey })
      .catch((error: unknown) => lesson.deps.log.debug({ err: error }, 'probe not closed'));
  }
}
