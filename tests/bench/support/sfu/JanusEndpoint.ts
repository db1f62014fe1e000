import wrtc from '@roamhq/wrtc';
import { readReport, type Endpoint } from './Endpoint.ts';
import type { JanusClient } from './JanusClient.ts';

const room = 1234;

/** A subscriber of Janus's videoroom. */
export class JanusEndpoint implements Endpoint {
  readonly #client: JanusClient;
  readonly #feed: number;
  readonly #connection = new wrtc.RTCPeerConnection();

  constructor(client: JanusClient, feed: number) {
    this.#client = client;
    this.#feed = feed;
  }

  async join(): Promise<void> {
    const handle = await this.#client.attach();
    const connection = this.#connection;
    const { jsep } = await this.#client.request(handle, {
      request: 'join',
      ptype: 'subscriber',
      room,
      streams: [{ feed: this.#feed }],
    });
    if (jsep === undefined) throw new Error('Janus offered nothing');
    connection.addEventListener('icecandidate', ({ candidate }) => this.#client.trickle(handle, candidate));
    await connection.setRemoteDescription(jsep);
    const answer = await connection.createAnswer();
    await connection.setLocalDescription(answer);
    await this.#client.request(handle, { request: 'start' }, answer);
  }

  async read(): Promise<{ packets: number; srtpCipher: string }> {
    return readReport(await this.#connection.getStats());
  }

  close(): void {
    this.#connection.close();
  }
}

/** Opens the room and sends a camera and a microphone. */
export async function sendByJanus(
  client: JanusClient,
  camera: MediaStreamTrack,
  microphone: MediaStreamTrack,
  bits: number,
): Promise<void> {
  const handle = await client.attach();
  await client.request(handle, {
    request: 'create',
    room,
    publishers: 2,
    bitrate: bits,
    audiocodec: 'opus',
    videocodec: 'vp8',
  });
  await client.request(handle, { request: 'join', ptype: 'publisher', room, id: 1 });
  const connection = new wrtc.RTCPeerConnection();
  connection.addEventListener('icecandidate', ({ candidate }) => client.trickle(handle, candidate));
  connection.addTrack(microphone);
  connection.addTrack(camera);
  const offer = await connection.createOffer();
  await connection.setLocalDescription(offer);
  const { jsep } = await client.request(handle, { request: 'publish', bitrate: bits }, offer);
  if (jsep === undefined) throw new Error('Janus did not answer');
  // As mediasoup-client writes it: the encoder begins where it is to go. Janus holds it there (REMB).
  const sdp = jsep.sdp?.replace(
    /(a=rtpmap:(\d+) VP8\/90000\r\n)/,
    `$1a=fmtp:$2 x-google-start-bitrate=${bits / 1000}\r\n`,
  );
  await connection.setRemoteDescription({ ...jsep, sdp: sdp ?? '' });
}
