import { Store, type Readable } from '../Store.ts';

/** Plays sounds, one hidden audio element each. Says when the browser wants a tap first. */
export class SoundPlayer {
  readonly #blocked = new Store(false);
  readonly #elements = new Map<string, HTMLAudioElement>();

  /** The browser plays nothing before a person has tapped. */
  get blocked(): Readable<boolean> {
    return this.#blocked;
  }

  /** Plays exactly these streams; what goes on is not touched. */
  play(streams: ReadonlyMap<string, MediaStream>): void {
    for (const [key, element] of this.#elements) {
      if (streams.has(key)) continue;
      element.srcObject = null;
      element.remove();
      this.#elements.delete(key);
    }
    for (const [key, stream] of streams) {
      const element = this.#elements.get(key) ?? this.#create(key);
      if (element.srcObject === stream) continue;
      element.srcObject = stream;
      void this.#start(element);
    }
  }

  /** To be called in a tap. */
  async unblock(): Promise<void> {
    this.#blocked.set(false);
    await Promise.all([...this.#elements.values()].map((element) => this.#start(element)));
  }

  close(): void {
    this.play(new Map());
  }

  #create(key: string): HTMLAudioElement {
    const element = document.createElement('audio');
    element.autoplay = true;
    element.dataset['stream'] = key;
    element.hidden = true;
    document.body.append(element);
    this.#elements.set(key, element);
    return element;
  }

  async #start(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
    } catch (error) {
      // AbortError only says that another stream took its place.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#blocked.set(true);
    }
  }
}
