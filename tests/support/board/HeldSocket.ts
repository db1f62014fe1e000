import { WebSocket } from 'ws';

/** Every socket made by one `heldSockets()`, and one grip on them. */
export interface SocketGrip {
  /** Messages wait in both directions, as on a link that stalls. */
  hold(): void;
  /** They flow again, in order. */
  release(): void;
  /** The link breaks without a word: what was held is lost. */
  cut(): void;
}

type Held = { readonly run: () => void };

/** A browser's WebSocket over ws, which a test can stall and cut by hand. */
export function heldSockets(): { Socket: typeof globalThis.WebSocket; grip: SocketGrip } {
  const sockets = new Set<WebSocket>();
  let held: Held[] | undefined;
  const pass = (run: () => void) => (held ? held.push({ run }) : run());

  class HeldSocket {
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
    onclose: ((event: { code: number }) => void) | null = null;
    binaryType = 'arraybuffer';
    readonly #ws: WebSocket;

    constructor(url: string, protocols: string[]) {
      this.#ws = new WebSocket(url, protocols);
      this.#ws.binaryType = 'arraybuffer';
      sockets.add(this.#ws);
      this.#ws.on('open', () => pass(() => this.onopen?.()));
      // binaryType makes each message one ArrayBuffer.
      this.#ws.on('message', (data) => pass(() => this.onmessage?.({ data: data as ArrayBuffer })));
      this.#ws.on('error', () => undefined);
      this.#ws.on('close', (code) => {
        sockets.delete(this.#ws);
        this.onclose?.({ code });
      });
    }
    get readyState() {
      return this.#ws.readyState;
    }
    send(bytes: Uint8Array) {
      const copy = bytes.slice();
      pass(() => this.#ws.readyState === WebSocket.OPEN && this.#ws.send(copy));
    }
    close() {
      this.#ws.close();
    }
  }

  const grip: SocketGrip = {
    hold: () => (held ??= []),
    release: () => {
      const waiting = held ?? [];
      held = undefined;
      for (const { run } of waiting) run();
    },
    cut: () => {
      held = undefined;
      for (const socket of sockets) socket.terminate();
    },
  };
  // It has the part of a browser's WebSocket that BoardLink uses.
  return { Socket: HeldSocket as unknown as typeof globalThis.WebSocket, grip };
}
