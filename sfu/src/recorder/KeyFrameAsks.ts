import type { Stream } from '../Stream.ts';

/**
 * Key frames that recordings want, each stream's through its gate: what can't be written without one as soon as a request
 * has an effect, one for its time only in a quiet moment, so that those who watch are not disturbed.
 */
export class KeyFrameAsks {
  readonly #pending = new Map<Stream, { why: 'lost' | 'due'; cancel: () => void }>();

  /** @param request asks the sender; not run any more after `forget` */
  ask(stream: Stream, why: 'lost' | 'due', request: () => void): void {
    const pending = this.#pending.get(stream);
    // What can wait gives way to what can't; for one request the sender makes key frames in all sizes.
    if (pending?.why === 'lost' || pending?.why === why) return;
    pending?.cancel();
    const run = () => {
      this.#pending.delete(stream);
      request();
    };
    const asked = { why, cancel: () => {} };
    this.#pending.set(stream, asked);
    asked.cancel = why === 'lost' ? stream.gate.start(run) : stream.gate.raise(run);
  }

  forget(stream: Stream): void {
    this.#pending.get(stream)?.cancel();
    this.#pending.delete(stream);
  }

  clear(): void {
    for (const stream of this.#pending.keys()) this.forget(stream);
  }
}
