import type { types } from 'mediasoup';
import type { KeyFrameGate } from './KeyFrameGate.ts';

/** How a picture is to be received. Layers count from 0, the smallest. */
export interface PictureOrder {
  readonly layer: number;
  /** mediasoup's: when bandwidth is scarce, the consumer with the higher number is served first; 1–255. */
  readonly priority: number;
}

/** What a picture's consumer is made with, so that it need not be asked for. */
export const FIRST_LAYERS: types.ConsumerLayers = { spatialLayer: 0 };

/**
 * One peer's consumer of one picture. It begins on the lowest layer, which everyone who begins shares, and goes up
 * once it has something to show: see KeyFrameGate.
 */
export class Picture {
  readonly #consumer: types.Consumer;
  readonly #gate: KeyFrameGate;
  readonly #report: (error: unknown) => void;
  #order: PictureOrder | undefined;
  #asked = FIRST_LAYERS.spatialLayer;
  #priority: number | undefined;
  #connected: boolean;
  /** Whether the worker has chosen a layer since this began to flow. */
  #served = false;
  #cancelStart: (() => void) | undefined;
  #cancelRaise: (() => void) | undefined;

  /** @param connected whether packets can flow; until `onConnected` nothing is asked of the sender. */
  constructor(consumer: types.Consumer, gate: KeyFrameGate, connected: boolean, report: (error: unknown) => void) {
    this.#consumer = consumer;
    this.#gate = gate;
    this.#connected = connected;
    this.#report = report;
    consumer.on('layerschange', (layers) => {
      const starved = this.#served && layers === undefined;
      this.#served = this.flows && layers !== undefined;
      if (this.#served) this.#cancelStart?.();
      if (starved && this.flows) this.#forgetSent();
      this.#raise();
    });
  }

  get flows(): boolean {
    return this.#order !== undefined;
  }

  get consumer(): types.Consumer {
    return this.#consumer;
  }

  /** Whether the worker sends less of it than was asked, though the sender has it: the sign of a narrow link. */
  get squeezed(): boolean {
    const { producerPaused, paused, type, currentLayers, score } = this.#consumer;
    if (!this.flows || !this.#connected || producerPaused || paused || type === 'simple') return false;
    const sent = score.producerScores.findLastIndex((each, layer) => each > 0 && layer <= this.#asked);
    return (currentLayers?.spatialLayer ?? -1) < sent;
  }

  /** Whether the worker sends nothing of it, though the sender has it. */
  get starved(): boolean {
    return this.squeezed && this.#consumer.currentLayers === undefined;
  }

  show(order: PictureOrder): void {
    const before = this.#order;
    this.#order = order;
    if (before === undefined) return this.#start();
    this.#prioritise();
    if (order.layer < this.#asked) this.#ask(order.layer);
    else this.#raise();
  }

  hide(): void {
    if (this.#order === undefined) return;
    this.#order = undefined;
    this.#served = false;
    this.#cancel();
    if (!this.#consumer.paused) this.#do(this.#consumer.pause());
  }

  onConnected(): void {
    this.#connected = true;
    if (this.flows) this.#start();
  }

  /** Leaves the consumer alone: its transport closes it. Safe twice. */
  close(): void {
    this.#order = undefined;
    this.#cancel();
  }

  #start(): void {
    this.#cancel();
    // Before packets can flow nothing is worth a request: a crowd that joins makes many.
    if (!this.#connected) return;
    this.#ask(FIRST_LAYERS.spatialLayer);
    this.#prioritise();
    this.#cancelStart = this.#gate.start(
      () => this.#do(this.#consumer.resume()),
      () => this.#nudge(),
    );
  }

  /** The next layer is asked for and at once given up again: what counts is the request for its key frame. */
  #nudge(): void {
    const asked = this.#asked;
    if (this.#consumer.type === 'simple') return;
    this.#do(this.#consumer.setPreferredLayers({ spatialLayer: asked + 1 }));
    this.#do(this.#consumer.setPreferredLayers({ spatialLayer: asked }));
  }

  #raise(): void {
    const showing = this.#consumer.currentLayers !== undefined && !this.#consumer.paused;
    if (!showing || this.#order === undefined || this.#order.layer === this.#asked) return;
    this.#cancelRaise?.();
    this.#cancelRaise = this.#gate.raise(() => {
      if (this.#order !== undefined) this.#ask(this.#order.layer);
    });
  }

  /**
   * The worker has no room left for any layer, but would go on to repeat what was lost of those before, which took
   * several times the link and its sound. A pause makes it forget them.
   */
  #forgetSent(): void {
    const { paused, producerPaused } = this.#consumer;
    if (paused || producerPaused) return;
    this.#do(this.#consumer.pause().then(() => (this.flows ? this.#consumer.resume() : undefined)));
  }

  #prioritise(): void {
    if (!this.#connected || this.#order === undefined || this.#order.priority === this.#priority) return;
    this.#priority = this.#order.priority;
    this.#do(this.#consumer.setPriority(this.#priority));
  }

  #ask(layer: number): void {
    if (this.#asked === layer || this.#consumer.type === 'simple') return;
    this.#asked = layer;
    this.#do(this.#consumer.setPreferredLayers({ spatialLayer: layer }));
  }

  #cancel(): void {
    this.#cancelStart?.();
    this.#cancelRaise?.();
    this.#cancelStart = this.#cancelRaise = undefined;
  }

  #do(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!this.#consumer.closed) this.#report(error);
    });
  }
}
