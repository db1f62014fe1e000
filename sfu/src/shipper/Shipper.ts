import { storeKeys, trackFile } from '@pluriclasse/shared/capsule/storedTrack';
import { storeSentence, StoreError, toStoreError } from '@pluriclasse/shared/storage/storeTrouble';
import type { Log } from '../log.ts';
import type { Folder, LocalTrack } from './Folder.ts';
import type { ObjectStore } from './ObjectStore.ts';
import type { ShipperState, ShipperTrouble } from './messages.ts';
import { TrackUpload } from './TrackUpload.ts';

interface Deps {
  readonly store: ObjectStore;
  readonly folder: Folder;
  readonly log: Log;
  readonly now: () => number;
  /** How long a track stays here once the store has it, ms. */
  readonly keepLocal: number;
  /** Its name, for sentences. */
  readonly bucket: string;
  readonly told: (state: ShipperState) => void;
}

/** Whether a recording was taken away is asked so often, ms. */
const REMOVED_EVERY = 60_000;
const OF_ONE: ReadonlySet<ShipperTrouble> = new Set(['refused', 'missing', 'disk']);
/** With less space than this, bytes, what the store has is not kept here, too: the next lesson needs it more. */
const TIGHT = 5e9;
/** Steps of one track before others get their turn. */
const TURN = 4;

/**
 * Brings what the recorder writes to the store, track by track, and removes it here a while after the store has all of it.
 * It remembers nothing that it could not find again on the disk and in the store. Nothing waits for it.
 */
export class Shipper {
  readonly #deps: Deps;
  readonly #uploads = new Map<string, TrackUpload>();
  /** By recording: when it was last asked whether it was taken away. */
  readonly #asked = new Map<string, number>();
  /** What is not in the store yet, by key. */
  #waiting = new Map<string, LocalTrack>();
  #trouble: ShipperTrouble | undefined;
  #sent = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Looks at all there is, and does a part of what can be done. Never rejects.
   * @returns `more` when there is more to do now, `failed` when something had better be tried later
   */
  async look(): Promise<'more' | 'idle' | 'failed'> {
    const { log, told } = this.#deps;
    let failure: { trouble: ShipperTrouble; code: string; sentence: string } | undefined;
    let more = false;
    try {
      for (const track of await this.#find()) {
        try {
          more = (await this.#serve(track)) || more;
        } catch (error) {
          failure = this.#explain(error);
          // Of one track only: the others need not wait for it.
          if (!OF_ONE.has(failure.trouble)) throw error;
        }
      }
    } catch (error) {
      failure = this.#explain(error);
    }
    const state: ShipperState = { trouble: failure?.trouble, ...this.#left(), sentBytes: this.#sent };
    if (failure && failure.trouble !== this.#trouble) {
      const { trouble, code, sentence } = failure;
      const { waitingTracks, waitingBytes } = state;
      log.error({ trouble, code, waitingTracks, waitingBytes }, `${sentence} What is recorded stays here meanwhile.`);
    } else if (!failure && this.#trouble)
      log.info({ before: this.#trouble }, 'what is recorded reaches the store again');
    this.#trouble = failure?.trouble;
    told(state);
    return failure ? 'failed' : more ? 'more' : 'idle';
  }

  /** All tracks that are here, but for those of recordings that were taken away. */
  async #find(): Promise<LocalTrack[]> {
    const { folder } = this.#deps;
    const recordings = await folder.recordings();
    const tracks = (await Promise.all(recordings.map((each) => folder.tracks(each)))).flat();
    this.#waiting = new Map(tracks.filter((track) => track.storedAt === undefined).map((one) => [keyOf(one), one]));
    for (const key of this.#uploads.keys()) if (!this.#waiting.has(key)) this.#uploads.delete(key);
    for (const known of this.#asked.keys()) if (!recordings.includes(known)) this.#asked.delete(known);
    const gone = new Set<string>();
    for (const recording of recordings) {
      if (this.#deps.now() - (this.#asked.get(recording) ?? -Infinity) < REMOVED_EVERY) continue;
      if (await this.#isRemoved(recording)) gone.add(recording);
    }
    return tracks
      .filter(({ recording }) => !gone.has(recording))
      .toSorted((a, b) => rank(a) - rank(b) || (a.storedAt ?? 0) - (b.storedAt ?? 0));
  }

  /** @returns whether there is more to do for this track now */
  async #serve(track: LocalTrack): Promise<boolean> {
    const { store, folder, log, now } = this.#deps;
    if (track.storedAt !== undefined) return this.#expire(track, track.storedAt);
    const { recording, header, bytes } = track;
    const key = keyOf(track);
    const upload = this.#uploads.get(key) ?? new TrackUpload({ store, folder, now }, track);
    this.#uploads.set(key, upload);
    const before = upload.sent;
    let state = await upload.step(track);
    if (state === 'later') return false;
    for (let step = 1; step < TURN && state === 'more'; step += 1) state = await upload.step(track);
    this.#sent += upload.sent - before;
    // Whoever took the recording away meanwhile has said so before looking for what there is to remove.
    if (await this.#isRemoved(recording)) return false;
    if (state !== 'whole') return state === 'more';
    await folder.noteStored(track, now());
    this.#uploads.delete(key);
    this.#waiting.delete(key);
    log.info({ recording, track: header.trackId, bytes, sent: upload.sent }, 'track is in the store');
    return false;
  }

  /** Removes what has lain here long enough, if the store still has it. */
  async #expire(track: LocalTrack, storedAt: number): Promise<false> {
    const { store, folder, log, now, keepLocal } = this.#deps;
    if (track.held || (now() - storedAt < keepLocal && (await folder.space()) >= TIGHT)) return false;
    const { recording, header, bytes } = track;
    if ((await store.size(keyOf(track))) === bytes) {
      await folder.remove(track);
      log.info({ recording, track: header.trackId, bytes }, 'track removed here; the store has it');
    } else {
      await folder.forgetStored(track);
      log.warn({ recording, track: header.trackId }, 'track is gone from the store, and is sent again');
    }
    return false;
  }

  /** @returns whether the recording was taken away; then nothing of it is left here, nor of what this node sent */
  async #isRemoved(recording: string): Promise<boolean> {
    const { store, folder, log, now } = this.#deps;
    if ((await store.size(storeKeys.removed(recording))) === undefined) {
      this.#asked.set(recording, now());
      return false;
    }
    for (const track of await folder.tracks(recording)) {
      await new TrackUpload({ store, folder, now }, track).undo();
      this.#uploads.delete(keyOf(track));
      this.#waiting.delete(keyOf(track));
    }
    await folder.removeRecording(recording);
    log.info({ recording }, 'recording removed here: it was taken away');
    return true;
  }

  #explain(error: unknown): { trouble: ShipperTrouble; code: string; sentence: string } {
    if (error instanceof StoreError || !(error instanceof Error)) {
      const failure = toStoreError(error);
      const { trouble, code } = failure;
      return { trouble, code, sentence: storeSentence(failure, this.#deps.bucket) };
    }
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    return { trouble: 'disk', code, sentence: 'What is recorded can’t be read.' };
  }

  #left(): Pick<ShipperState, 'waitingTracks' | 'waitingBytes'> {
    const left = [...this.#waiting].map(([key, track]) => this.#uploads.get(key)?.missing(track) ?? track.bytes);
    return { waitingTracks: left.length, waitingBytes: left.reduce((sum, bytes) => sum + bytes, 0) };
  }
}

const keyOf = ({ recording, header }: LocalTrack): string => storeKeys.track(recording, trackFile(header));

/** Voices first: they are small, and a lesson without a picture is still one. What the store has comes last. */
function rank({ storedAt, header: { codec, rendition } }: LocalTrack): number {
  if (storedAt !== undefined) return 3;
  return codec === 'opus' ? 0 : rendition === 'small' ? 1 : 2;
}
