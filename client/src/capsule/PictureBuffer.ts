export interface PictureBytes {
  readonly type: string;
  /** What a decoder needs before the first of them. */
  readonly head: Uint8Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Milliseconds that are added to the times within the bytes. */
  readonly shift: number;
}

/**
 * Where buffers are made. An iPhone has the managed kind alone (iOS 17.1), which may let go of what is shown by itself;
 * it is known to no type yet, and looks the same.
 */
const Media = (globalThis as { ManagedMediaSource?: typeof MediaSource }).ManagedMediaSource ?? globalThis.MediaSource;

/** What is removed ends with a key frame, in seconds: so much is left before what is seen now. */
const BEFORE = 10;

/** The MediaSource behind a video element. Whatever is asked of it is done one after the other, as it must. */
export class PictureBuffer {
  readonly #video: HTMLVideoElement;
  readonly #media = new Media();
  readonly #address: string;
  readonly #opened: Promise<void>;
  #buffer: SourceBuffer | undefined;
  #head: Uint8Array<ArrayBuffer> | undefined;
  #type = '';
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @param duration milliseconds */
  constructor(video: HTMLVideoElement, duration: number) {
    this.#video = video;
    this.#opened = new Promise((resolve) => {
      this.#media.addEventListener(
        'sourceopen',
        () => {
          if (this.#media.readyState === 'open') this.#media.duration = duration / 1000;
          resolve();
        },
        { once: true },
      );
    });
    // Else the managed kind waits for a television that could take over.
    video.disableRemotePlayback = true;
    this.#address = URL.createObjectURL(this.#media);
    video.src = this.#address;
  }

  /** Whether this browser can take such pictures at all. */
  static takes(type: string): boolean {
    // Not all browsers have it, whatever its type says.
    return (Media as typeof Media | undefined)?.isTypeSupported(type) ?? false;
  }

  /** Whether there is a picture at an instant, in milliseconds. */
  has(at: number): boolean {
    const { buffered } = this.#video;
    for (let n = 0; n < buffered.length; n++)
      if (buffered.start(n) * 1000 <= at && at < buffered.end(n) * 1000) return true;
    return false;
  }

  /** @throws DOMException if the browser can't take them */
  put({ type, head, bytes, shift }: PictureBytes): Promise<void> {
    return this.#next(async () => {
      await this.#opened;
      const buffer = (this.#buffer ??= this.#media.addSourceBuffer(type));
      if (this.#type !== '' && this.#type !== type) buffer.changeType(type);
      this.#type = type;
      if (this.#head !== head) {
        await this.#append(head);
        this.#head = head;
      }
      buffer.timestampOffset = shift / 1000;
      await this.#append(bytes);
    });
  }

  /** Lets go of what lies before an instant, in milliseconds. */
  forget(before: number): Promise<void> {
    return this.#next(() => this.#do((it) => it.remove(0, before / 1000)));
  }

  clear(): void {
    // What was asked for before may fail; that was told to whoever asked.
    void this.#next(async () => {
      if (this.#buffer) await this.#do((it) => it.remove(0, Infinity));
    }).catch(() => undefined);
  }

  close(): void {
    this.#closed = true;
    this.#video.removeAttribute('src');
    this.#video.load();
    URL.revokeObjectURL(this.#address);
  }

  /** Where there is no room, what was shown already makes some. */
  async #append(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const append = () => this.#do((it) => it.appendBuffer(bytes));
    try {
      await append();
    } catch (error) {
      const shown = this.#video.currentTime - BEFORE;
      if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError' || shown <= 0) throw error;
      await this.#do((it) => it.remove(0, shown));
      await append();
    }
  }

  #next<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(() => {
      if (this.#closed) throw new DOMException('Closed', 'AbortError');
      return run();
    });
    this.#queue = done.catch(() => undefined);
    return done;
  }

  #do(act: (buffer: SourceBuffer) => void): Promise<void> {
    const buffer = this.#buffer;
    if (buffer === undefined || this.#closed) return Promise.reject(new DOMException('Closed', 'AbortError'));
    return new Promise((resolve, reject) => {
      const stop = new AbortController();
      buffer.addEventListener('updateend', () => (stop.abort(), resolve()), { signal: stop.signal });
      buffer.addEventListener('error', () => (stop.abort(), reject(new DOMException('Not a picture', 'DataError'))), {
        signal: stop.signal,
      });
      try {
        act(buffer);
      } catch (error) {
        stop.abort();
        reject(error);
      }
    });
  }
}
