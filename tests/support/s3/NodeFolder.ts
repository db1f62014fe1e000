import { randomBytes, randomUUID } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import { TrackId } from '@pluriclasse/shared/ids';
import { Folder } from '@pluriclasse/sfu/shipper/Folder';
import type { ShipperState } from '@pluriclasse/sfu/shipper/messages';
import { S3ObjectStore } from '@pluriclasse/sfu/shipper/S3ObjectStore';
import { Shipper } from '@pluriclasse/sfu/shipper/Shipper';
import { pino } from 'pino';
import type { FakeS3 } from './FakeS3.ts';

/** A track as the recorder writes it. */
export interface WrittenTrack {
  readonly header: TrackHeader;
  /** The file's key, after the prefix. */
  readonly key: string;
  readonly headerKey: string;
  append(bytes: number): Promise<void>;
  /** As after a crash, when torn bytes are cut. */
  cut(to: number): Promise<void>;
  /** Its last bytes came then. */
  written(at: number): Promise<void>;
  end(): Promise<void>;
  bytes(): Promise<Buffer>;
}

/** The folder of a node's recordings, and shippers for it, one process after the other. */
export class NodeFolder {
  readonly folder: string;
  /** What shippers logged, as text. */
  logged = '';
  state: ShipperState | undefined;
  now = Date.UTC(2026, 10, 17, 9);
  /** Bytes that its disk has left. */
  space = 1e12;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @param folder one that is there already */
  static async create(folder?: string): Promise<NodeFolder> {
    return new NodeFolder(folder ?? (await mkdtemp(path.join(os.tmpdir(), 'node-'))));
  }

  /** A process that begins now, and knows nothing. */
  shipper(store: FakeS3, { keepLocal = 3_600_000, settings = store.settings } = {}): Shipper {
    const folder = new Folder(this.folder, () => this.now);
    folder.space = async () => this.space;
    return new Shipper({
      store: new S3ObjectStore(settings),
      folder,
      log: pino({}, { write: (line: string) => void (this.logged += line) }),
      now: () => this.now,
      keepLocal,
      bucket: settings.bucket,
      told: (state) => (this.state = state),
    });
  }

  async track(recording: string, more: Partial<TrackHeader> = {}): Promise<WrittenTrack> {
    const trackId = TrackId.parse(randomUUID());
    const header: TrackHeader = {
      trackId,
      peerKey: 'desk',
      source: 'microphone',
      rendition: 'only',
      codec: 'opus',
      epoch: 0,
      ...more,
    };
    const name = `${trackId}.${header.codec === 'h264' ? 'mp4' : 'webm'}`;
    const own = path.join(this.folder, recording);
    const file = path.join(own, name);
    await mkdir(own, { recursive: true });
    await writeFile(path.join(own, `${trackId}.open`), '1');
    await writeFile(path.join(own, `${trackId}.json`), JSON.stringify(header));
    return {
      header,
      key: `recordings/${recording}/${name}`,
      headerKey: `recordings/${recording}/${trackId}.json`,
      append: (bytes) => appendFile(file, randomBytes(bytes)),
      cut: (to) => truncate(file, to),
      written: (at) => utimes(file, at / 1000, at / 1000),
      end: () => rm(path.join(own, `${trackId}.open`)),
      bytes: () => readFile(file),
    };
  }

  /** Names of all files, by recording. */
  async names(): Promise<string[]> {
    const all = await readdir(this.folder, { recursive: true, withFileTypes: true });
    return all
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => path.join(path.basename(parentPath), name))
      .toSorted();
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** Looks until there is nothing more to do now. */
export async function shipAll(shipper: Shipper): Promise<'idle' | 'failed'> {
  for (;;) {
    const done = await shipper.look();
    if (done !== 'more') return done;
  }
}
