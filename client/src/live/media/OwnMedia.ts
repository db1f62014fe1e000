import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import { Store, type Readable } from '../Store.ts';
import { pictureConstraints } from './encodings.ts';

/** Why a device gives nothing: the person or the system said no, there is none, another program has it. */
export type MediaTrouble = 'denied' | 'missing' | 'busy' | 'other';

export type OwnStream =
  | { kind: 'off' }
  | { kind: 'starting' }
  | { kind: 'on'; stream: MediaStream; track: MediaStreamTrack }
  | { kind: 'failed'; why: MediaTrouble };

export interface MediaChoice {
  deviceId: string;
  label: string;
}

const sources: readonly MediaSource[] = ['microphone', 'camera', 'document', 'screen', 'screen-audio'];

/** This device's camera, microphone and screen: opened in the lobby, used in the lesson, kept over a reconnect. */
export class OwnMedia {
  readonly #streams = new Map(sources.map((source) => [source, new Store<OwnStream>({ kind: 'off' })]));
  readonly #muted: Store<boolean>;
  readonly #devices: MediaDevices | undefined;

  constructor(options: { muted: boolean; devices?: MediaDevices | undefined }) {
    this.#muted = new Store(options.muted);
    this.#devices = options.devices ?? globalThis.navigator?.mediaDevices;
  }

  stream(source: MediaSource): Readable<OwnStream> {
    return this.#store(source);
  }
  /** Whether one wants to be muted; a muted track carries silence even on this device. */
  get muted(): Readable<boolean> {
    return this.#muted;
  }

  track(source: MediaSource): MediaStreamTrack | undefined {
    const state = this.#store(source).get();
    return state.kind === 'on' ? state.track : undefined;
  }

  setMuted(muted: boolean): void {
    const track = this.track('microphone');
    if (track) track.enabled = !muted;
    this.#muted.set(muted);
  }

  openMicrophone(deviceId?: string): Promise<OwnStream> {
    const audio = {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      channelCount: 1,
      ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
    };
    return this.#open('microphone', async (devices) => (await devices.getUserMedia({ audio })).getAudioTracks()[0]);
  }

  /** The camera of people or room, or a second one over a document. */
  openCamera(source: 'camera' | 'document' = 'camera', deviceId?: string): Promise<OwnStream> {
    const video = pictureConstraints(isOld(), deviceId);
    return this.#open(source, async (devices) => (await devices.getUserMedia({ video })).getVideoTracks()[0]);
  }

  /** Asks which screen to show. Its sound comes along where the browser offers it. */
  async openScreen(): Promise<OwnStream> {
    let sound: MediaStreamTrack | undefined;
    const state = await this.#open('screen', async (devices) => {
      const stream = await devices.getDisplayMedia({ video: { frameRate: { ideal: 10, max: 15 } }, audio: true });
      sound = stream.getAudioTracks()[0];
      return stream.getVideoTracks()[0];
    });
    if (state.kind === 'on') state.track.contentHint = 'detail';
    if (state.kind === 'on' && sound) this.#take('screen-audio', sound);
    return state;
  }

  close(source: MediaSource): void {
    const track = this.track(source);
    this.#store(source).set({ kind: 'off' });
    track?.stop();
    if (source === 'screen') this.close('screen-audio');
  }

  closeAll(): void {
    for (const source of sources) this.close(source);
  }

  /** Cameras one may choose from; named only once one has been allowed. */
  async cameras(): Promise<MediaChoice[]> {
    const devices = (await this.#devices?.enumerateDevices()) ?? [];
    return devices.filter(({ kind }) => kind === 'videoinput').map(({ deviceId, label }) => ({ deviceId, label }));
  }

  async #open(
    source: MediaSource,
    ask: (devices: MediaDevices) => Promise<MediaStreamTrack | undefined>,
  ): Promise<OwnStream> {
    const store = this.#store(source);
    const old = this.track(source);
    store.set({ kind: 'starting' });
    try {
      if (!this.#devices) throw new DOMException('no media devices', 'NotFoundError');
      // Some cameras can't be opened twice: the old one goes first.
      old?.stop();
      const track = await ask(this.#devices);
      if (!track) throw new DOMException('no track', 'NotFoundError');
      if (store.get().kind !== 'starting') {
        track.stop();
        return store.get();
      }
      return this.#take(source, track);
    } catch (error) {
      // A person who changes their mind about a screen has no trouble.
      const why = troubleOf(error);
      store.set(source === 'screen' && why === 'denied' ? { kind: 'off' } : { kind: 'failed', why });
      return store.get();
    }
  }

  #take(source: MediaSource, track: MediaStreamTrack): OwnStream {
    const store = this.#store(source);
    if (source === 'microphone') track.enabled = !this.#muted.get();
    track.addEventListener('ended', () => {
      if (this.track(source) !== track) return;
      if (source === 'screen') this.close('screen');
      else store.set(source === 'screen-audio' ? { kind: 'off' } : { kind: 'failed', why: 'missing' });
    });
    store.set({ kind: 'on', track, stream: new MediaStream([track]) });
    return store.get();
  }

  #store(source: MediaSource): Store<OwnStream> {
    const store = this.#streams.get(source);
    if (!store) throw new TypeError(`no source ${source}`);
    return store;
  }
}

/** Names of getUserMedia's errors: W3C Media Capture and Streams §10.2. */
export function troubleOf(error: unknown): MediaTrouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'other';
}

/** Chromium tells a device's memory in gigabytes; where nothing is told, nothing is assumed. */
function isOld(): boolean {
  const { deviceMemory } = navigator as Navigator & { deviceMemory?: number }; // not in TypeScript's DOM yet
  return (deviceMemory ?? 8) <= 2;
}
