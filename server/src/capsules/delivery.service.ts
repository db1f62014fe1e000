import type { BoardPicture } from '@pluriclasse/shared/capsule/boardPicture';
import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { SeatId, type CapsuleId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { Now } from '@pluriclasse/shared/time';
import { Readable } from 'node:stream';
import type { Db } from '../db/Database.ts';
import { requireSomebody, visible } from '../people/permit.ts';
import type { Session } from '../people/Sessions.ts';
import type { Recordings, StoredTrack } from '../storage/Recordings.ts';
import * as repository from './capsules.repository.ts';
import type { CapsuleRecord, Speaker } from './capsules.repository.ts';
import type { Contents } from './delivery/Contents.ts';
import type { DeliveryCache } from './delivery/DeliveryCache.ts';
import { compileReel, type BoardPast } from './delivery/compileReel.ts';
import { deliveredOf, keptOf } from './delivery/keptOf.ts';
import { makeContents } from './delivery/makeContents.ts';
import type { MediaLinks, MediaParams, MediaQuery } from './delivery/MediaLinks.ts';
import type { PageTurn } from './delivery/pageMarks.ts';
import { findMedia, type DeliveredFile } from './delivery/findMedia.ts';
import { presentManifest } from './delivery/presentManifest.ts';
import { revisionOf, versionOf } from './delivery/versionOf.ts';
import type { ExportMaterial } from './exports/ExportMaterial.ts';
import { materialOf } from './exports/materialOf.ts';
import { findCaptions } from './captions.repository.ts';
import { captionsFile } from './captions/captionsFile.ts';
import { ranIdOf } from './ranIdOf.ts';
import { subjectOf } from './subjectOf.ts';
import { findPicture, setBytes, setPicture } from './delivery.repository.ts';
import { noteViewing } from './viewers.repository.ts';

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly recordings: Recordings;
  readonly cache: DeliveryCache;
  readonly links: MediaLinks;
}

/** Gives capsules to those who may watch them. */
export class CapsuleDelivery {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * All that a player needs, with links for this session.
   * @throws AppError `conflict`, reason `still_recorded`; `unavailable`, reason `disk_full`,
   *   `storage_away` or `still_arriving`
   */
  async manifest(session: Session | undefined, as: SpeakingAs, capsuleId: CapsuleId): Promise<Manifest> {
    if (session === undefined) throw new AppError('unauthenticated', 'Nobody is signed in');
    const { db, now, links } = this.#deps;
    const record = await this.#watchable(session.actor, capsuleId);
    if (record.state === 'recording') {
      throw new AppError('conflict', 'It is still being recorded', { reason: 'still_recorded' });
    }
    const [{ version, contents }, cues, speakers, captions] = await Promise.all([
      this.#contents(record),
      repository.cuesOf(db, capsuleId),
      this.#speakers(record),
      findCaptions(db, capsuleId),
    ]);
    await noteViewing(db, session.actor, capsuleId, now());
    return presentManifest({
      record,
      contents,
      cues,
      speakers,
      captions: captions && captionsFile(captions, deliveredOf(record)),
      kept: keptOf(record.stretches, record.edit),
      linksUntil: links.until(),
      linkTo: (kind, trackId) => links.make({ capsuleId, version, kind, trackId }, as, session.sessionId),
    });
  }

  /**
   * What lies behind a link, if it still holds and the capsule may still be watched.
   * @throws AppError `unauthenticated` without the session; `forbidden`, reason `link_expired`, `link_foreign` or
   *   `link_old`; `not_found` once it is withdrawn, or no longer the actor's to watch
   */
  async media(session: Session | undefined, file: MediaParams, query: MediaQuery): Promise<DeliveredFile> {
    if (session === undefined) throw new AppError('unauthenticated', 'Nobody is signed in');
    const { cache, links, recordings } = this.#deps;
    links.check(file, query, session.sessionId);
    const record = await this.check(session, file);
    const contents = await cache.find(file.capsuleId, file.version);
    if (contents === undefined) throw changedSince();
    if (file.kind === 'captions') return this.#captions(record, file);
    return findMedia({ cache, recordings }, contents, file);
  }

  /**
   * Whether one to whom it is being given may go on having it; a link that ran out meanwhile does not matter.
   * @throws AppError as `media`
   */
  async check(session: Session | undefined, { capsuleId, version }: MediaParams): Promise<CapsuleRecord> {
    if (session === undefined) throw new AppError('unauthenticated', 'Nobody is signed in');
    const record = await this.#watchable(session.actor, capsuleId);
    if (revisionOf(version) !== record.revision || record.state === 'recording') throw changedSince();
    return record;
  }

  /** @throws AppError `forbidden`, reason `link_old`, once they were corrected */
  async #captions(record: CapsuleRecord, { version, trackId }: MediaParams): Promise<DeliveredFile> {
    const captions = await findCaptions(this.#deps.db, record.capsuleId);
    const file = captions && captionsFile(captions, deliveredOf(record));
    if (file?.name !== trackId) {
      throw new AppError('forbidden', 'The captions have changed since', { reason: 'link_old' });
    }
    const { bytes } = file;
    return {
      type: 'application/json',
      bytes: bytes.length,
      etag: `"${version}-${trackId}"`,
      may: undefined,
      read: async ({ from, to }) => Readable.from([bytes.subarray(from, to)]),
    };
  }

  /** Makes ready what viewers will ask for, so that the first one need not wait, and notes its size. */
  async prepare(capsuleId: CapsuleId): Promise<void> {
    const record = await repository.findCapsule(this.#deps.db, capsuleId);
    if (record?.state === 'ready') await this.#contents(record);
  }

  /** What viewers get, to make a file of it. Undefined when it can't be watched now. */
  async material(capsuleId: CapsuleId): Promise<ExportMaterial | undefined> {
    const { db, cache, recordings } = this.#deps;
    const record = await repository.findCapsule(db, capsuleId);
    if (record?.state !== 'ready') return undefined;
    const [{ version, contents }, speakers] = await Promise.all([this.#contents(record), this.#speakers(record)]);
    return materialOf({
      record,
      contents,
      speakers,
      pathOf: (file) => cache.pathOf(capsuleId, version, file),
      open: (file) => recordings.open(capsuleId, file),
    });
  }

  /** The board in small, for lists: nothing is made for it, and looking at a list is no viewing. */
  async picture(actor: Actor, capsuleId: CapsuleId): Promise<BoardPicture | null> {
    await this.#watchable(actor, capsuleId);
    return findPicture(this.#deps.db, capsuleId);
  }

  /** Pages that were shown, in the time of the recording: without making anything else ready. */
  async turnsOf(capsuleId: CapsuleId): Promise<PageTurn[]> {
    const turns: PageTurn[] = [];
    await compileReel(await this.#boardOf(capsuleId), [], (turn) => turns.push(turn));
    return turns;
  }

  /** Takes away all that was made of it; the recording itself is `Recordings`' to remove. */
  remove(capsuleId: CapsuleId): Promise<void> {
    return this.#deps.cache.remove(capsuleId);
  }

  async #watchable(actor: Actor, capsuleId: CapsuleId): Promise<CapsuleRecord> {
    requireSomebody(actor);
    const record = await repository.findCapsule(this.#deps.db, capsuleId);
    return visible(actor, 'capsule:watch', record, (found) => subjectOf(found, this.#deps.now())(actor));
  }

  async #contents(record: CapsuleRecord): Promise<{ version: string; contents: Contents }> {
    const { db, cache, recordings } = this.#deps;
    const { capsuleId } = record;
    const [stored, speakers] = await Promise.all([recordings.tracksOf(capsuleId), this.#speakers(record)]);
    const tracks = stored.filter((track) => isOf(speakers, track));
    if (tracks.some(({ arriving }) => arriving)) {
      throw new AppError('unavailable', 'Its sound is still on its way', { reason: 'still_arriving', retryAfter: 10 });
    }
    const version = versionOf(record, tracks);
    const contents = await cache.get(capsuleId, version, async (folder) => {
      const personOf = new Map(speakers.map(({ seatId, staffId }) => [String(seatId), staffId ?? seatId]));
      let picture: BoardPicture | null = null;
      const made = await makeContents(
        {
          onPicture: (small) => (picture = small),
          tracks: tracks.map(({ header }) => header),
          open: (track) => recordings.open(capsuleId, track),
          personAt: (seat) => personOf.get(seat) ?? seat,
          board: await this.#boardOf(capsuleId),
          kept: keptOf(record.stretches, record.edit),
        },
        folder,
      );
      const bytes = made.voices.reduce((sum, voice) => sum + voice.bytes, made.board);
      await setBytes(db, capsuleId, bytes);
      await setPicture(db, record, picture);
      return made;
    });
    return { version, contents };
  }

  async #boardOf(capsuleId: CapsuleId): Promise<BoardPast> {
    const { db } = this.#deps;
    const [base, updates, cues] = await Promise.all([
      repository.findBase(db, capsuleId),
      repository.boardUpdatesOf(db, capsuleId),
      repository.cuesOf(db, capsuleId),
    ]);
    const brought = cues.flatMap(({ kind, at, body }) => (kind === 'page' ? [{ at, page: body.page }] : []));
    return { base, updates, brought };
  }

  #speakers(record: CapsuleRecord): Promise<Speaker[]> {
    const ranId = ranIdOf(record);
    return ranId === null ? Promise.resolve([]) : repository.speakersOf(this.#deps.db, ranId);
  }
}

const changedSince = () => new AppError('forbidden', 'The capsule has changed since', { reason: 'link_old' });

/** Whatever lies in the folder: only what a desk sent is given to anyone. */
const isOf = (speakers: readonly Speaker[], { header }: StoredTrack): boolean =>
  speakers.some(({ seatId }) => seatId === SeatId.safeParse(header.peerKey).data);
