import WebSocket from 'ws';

export interface JanusMessage {
  janus: string;
  transaction?: string;
  sender?: number;
  data?: { id: number };
  plugindata?: { data: Record<string, unknown> };
  jsep?: RTCSessionDescriptionInit;
  error?: { reason: string };
}

/** The Janus API over its WebSocket transport, as far as the videoroom plugin needs it. */
export class JanusClient {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, (message: JanusMessage) => void>();
  #session = 0;
  #count = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as JanusMessage; // Janus's own
      if (message.janus !== 'ack') this.#waiting.get(message.transaction ?? '')?.(message);
    });
  }

  static async create(url: string): Promise<JanusClient> {
    const socket = new WebSocket(url, 'janus-protocol');
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const client = new JanusClient(socket);
    client.#session = (await client.#ask({ janus: 'create' })).data?.id ?? 0;
    // Janus forgets a session after a minute of silence.
    setInterval(() => client.tell({ janus: 'keepalive' }), 20_000).unref();
    return client;
  }

  /** A handle to the videoroom plugin: one a peer connection. */
  async attach(): Promise<number> {
    return (await this.#ask({ janus: 'attach', plugin: 'janus.plugin.videoroom' })).data?.id ?? 0;
  }

  /** Sends a plugin request; resolves with the event (or the answer of a synchronous one) that belongs to it. */
  request(handle: number, body: object, jsep?: RTCSessionDescriptionInit): Promise<JanusMessage> {
    return this.#ask({ janus: 'message', handle_id: handle, body, ...(jsep === undefined ? {} : { jsep }) });
  }

  trickle(handle: number, candidate: RTCIceCandidate | null): void {
    const told =
      candidate === null
        ? { completed: true }
        : { candidate: candidate.candidate, sdpMid: candidate.sdpMid, sdpMLineIndex: candidate.sdpMLineIndex };
    this.tell({ janus: 'trickle', handle_id: handle, candidate: told });
  }

  tell(message: object): string {
    const transaction = String((this.#count += 1));
    this.#socket.send(
      JSON.stringify({ ...message, transaction, ...(this.#session === 0 ? {} : { session_id: this.#session }) }),
    );
    return transaction;
  }

  async #ask(message: object): Promise<JanusMessage> {
    const reply = await new Promise<JanusMessage>((resolve) => this.#waiting.set(this.tell(message), resolve));
    const refusal = reply.error?.reason ?? reply.plugindata?.data['error'];
    if (refusal !== undefined) throw new Error(`Janus: ${JSON.stringify(refusal)}`);
    return reply;
  }
}
