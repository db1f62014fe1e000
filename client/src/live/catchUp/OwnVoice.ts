import { Store, type Readable } from '../Store.ts';

/** `none`: this browser or this person lets nobody record; then one just says it. */
export type OwnVoiceState =
  | { readonly kind: 'empty' | 'asking' | 'recording' | 'none' }
  | { readonly kind: 'said'; readonly address: string };

/** Nobody says more than a sentence. */
const LONGEST = 30_000;

/** What a pupil says to compare it with the teacher: it never leaves the page, and is gone when left. */
export class OwnVoice {
  readonly #state = new Store<OwnVoiceState>({
    kind: typeof MediaRecorder === 'undefined' || !('mediaDevices' in navigator) ? 'none' : 'empty',
  });
  #recorder: MediaRecorder | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Rises when it is left: what was begun before comes too late. */
  #round = 0;

  get state(): Readable<OwnVoiceState> {
    return this.#state;
  }

  async record(): Promise<void> {
    const { kind } = this.#state.get();
    if (kind === 'none' || kind === 'asking' || kind === 'recording') return;
    this.#forget();
    this.#state.set({ kind: 'asking' });
    const round = this.#round;
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      if (round === this.#round) this.#state.set({ kind: 'none' });
      return;
    }
    if (round !== this.#round) return release(stream);
    this.#begin(stream);
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#recorder?.state === 'recording') this.#recorder.stop();
  }

  /** Deletes it. Safe twice; one may begin anew afterwards. */
  leave(): void {
    this.#round++;
    this.stop();
    this.#forget();
  }

  #begin(stream: MediaStream): void {
    const recorder = new MediaRecorder(stream);
    const pieces: Blob[] = [];
    const round = this.#round;
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    recorder.onstop = () => {
      release(stream);
      if (round !== this.#round) return;
      this.#state.set({ kind: 'said', address: URL.createObjectURL(new Blob(pieces, { type: recorder.mimeType })) });
    };
    this.#recorder = recorder;
    this.#timer = setTimeout(() => this.stop(), LONGEST);
    recorder.start();
    this.#state.set({ kind: 'recording' });
  }

  #forget(): void {
    const state = this.#state.get();
    if (state.kind === 'said') URL.revokeObjectURL(state.address);
    if (state.kind !== 'none') this.#state.set({ kind: 'empty' });
  }
}

const release = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};
