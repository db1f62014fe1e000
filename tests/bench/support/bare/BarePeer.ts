import type { types } from 'mediasoup';
import type { WebSocket } from 'ws';
import type { BareCall, BareCalls } from './messages.ts';

interface BarePeerOptions {
  readonly socket: WebSocket;
  readonly router: types.Router;
  readonly webRtcServer: types.WebRtcServer;
  /** All who have joined. */
  readonly peers: Set<BarePeer>;
}

type BareHandlers = { [C in BareCall]: (request: BareCalls[C]['request']) => Promise<BareCalls[C]['reply']> };

/** One page at the bare script: answers its calls and tells it of new streams. */
export class BarePeer {
  readonly #options: BarePeerOptions;
  readonly #transports = new Map<string, types.WebRtcTransport>();
  #send: types.WebRtcTransport | undefined;
  #receive: types.WebRtcTransport | undefined;
  #capabilities: types.RtpCapabilities | undefined;
  producers: types.Producer[] = [];

  constructor(options: BarePeerOptions) {
    this.#options = options;
    options.socket.on('message', (data: Buffer) => {
      // Trusted: both ends are this benchmark's own.
      const call = JSON.parse(data.toString()) as { id: number; name: BareCall; request: never };
      void this.#handlers[call.name](call.request).then((reply) => this.#tell({ id: call.id, reply }));
    });
  }

  leave(): void {
    this.#options.peers.delete(this);
    for (const transport of this.#transports.values()) transport.close();
    this.#transports.clear();
    this.producers = [];
  }

  async receive(producer: types.Producer): Promise<unknown> {
    if (this.#receive === undefined || this.#capabilities === undefined) return undefined;
    const consumer = await this.#receive.consume({ producerId: producer.id, rtpCapabilities: this.#capabilities });
    consumer.on('producerclose', () => this.#tell({ closed: consumer.id }));
    return { id: consumer.id, producerId: producer.id, kind: consumer.kind, rtpParameters: consumer.rtpParameters };
  }

  async announce(producer: types.Producer): Promise<void> {
    this.#tell({ consumer: await this.receive(producer) });
  }

  #tell(message: object): void {
    this.#options.socket.send(JSON.stringify(message));
  }

  async #createTransport(): Promise<types.WebRtcTransport> {
    const { router, webRtcServer } = this.#options;
    const transport = await router.createWebRtcTransport({ webRtcServer, initialAvailableOutgoingBitrate: 1_000_000 });
    this.#transports.set(transport.id, transport);
    return transport;
  }

  readonly #handlers: BareHandlers = {
    capabilities: async () => ({
      // Of one shape on both ends; the two libraries only type it apart.
      routerRtpCapabilities: this.#options.router
        .rtpCapabilities as BareCalls['capabilities']['reply']['routerRtpCapabilities'],
    }),
    join: async ({ rtpCapabilities }) => {
      const { peers } = this.#options;
      [this.#send, this.#receive] = await Promise.all([this.#createTransport(), this.#createTransport()]);
      this.#capabilities = rtpCapabilities;
      const consumers = await Promise.all([...peers].flatMap((peer) => peer.producers).map((one) => this.receive(one)));
      peers.add(this);
      return {
        send: describe(this.#send),
        receive: describe(this.#receive),
        consumers: consumers as BareCalls['join']['reply']['consumers'], // never undefined once `#receive` is set
      };
    },
    connect: async ({ transportId, dtlsParameters }) => {
      await this.#transports.get(transportId)?.connect({ dtlsParameters });
      return {};
    },
    produce: async ({ kind, rtpParameters }) => {
      if (this.#send === undefined) throw new Error('Not joined');
      const producer = await this.#send.produce({ kind, rtpParameters });
      this.producers.push(producer);
      await Promise.all(
        [...this.#options.peers].filter((peer) => peer !== this).map((peer) => peer.announce(producer)),
      );
      return { producerId: producer.id };
    },
    leave: async () => {
      this.leave();
      return {};
    },
  };
}

function describe({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) {
  return { id, iceParameters, iceCandidates, dtlsParameters };
}
