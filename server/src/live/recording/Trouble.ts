import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { RecordingState } from '@pluriclasse/shared/signalling/recording';

export type TroubleKind = NonNullable<Extract<RecordingState, { kind: 'on' }>['trouble']>;

interface Failed {
  readonly peerKey: string;
  readonly source: MediaSource;
  readonly kind: TroubleKind;
}

/** What can't be written now, out of what the node tells of tracks. */
export class Trouble {
  /** By what is recorded: a track that begins again takes the place of the one that failed. */
  readonly #failed = new Map<string, Failed>();
  #room: TroubleKind | undefined;

  /** The node does not record, or it does again (undefined). Its tracks are new then. */
  room(kind: TroubleKind | undefined): void {
    this.#room = kind;
    this.#failed.clear();
  }

  track({ header: { peerKey, source, rendition }, state, failure }: RecordedTrack): void {
    const what = `${peerKey} ${source} ${rendition}`;
    if (state === 'failed') this.#failed.set(what, { peerKey, source, kind: failure ?? 'lost' });
    // One that ended may have failed before: nothing of it is missing from now on either way.
    else this.#failed.delete(what);
  }

  /** Forgets what failed of streams that are sent no more: nothing of them is missing. */
  keep(isSent: (peerKey: string, source: MediaSource) => boolean): void {
    for (const [what, { peerKey, source }] of this.#failed) if (!isSent(peerKey, source)) this.#failed.delete(what);
  }

  get kind(): TroubleKind | null {
    const kinds = new Set([this.#room, ...[...this.#failed.values()].map(({ kind }) => kind)]);
    return (['disk-full', 'not-writable', 'lost'] as const).find((kind) => kinds.has(kind)) ?? null;
  }
}
