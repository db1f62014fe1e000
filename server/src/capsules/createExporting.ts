import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import type { Capsules } from './capsules.service.ts';
import type { CapsuleShelf } from './CapsuleShelf.ts';
import type { CapsuleDelivery } from './delivery.service.ts';
import { ExportFiles } from './exports/ExportFiles.ts';
import { ExportQueue } from './exports/ExportQueue.ts';
import { Ffmpeg } from './exports/Ffmpeg.ts';
import { CapsuleExporting } from './exports.service.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly shelf: CapsuleShelf;
  readonly capsules: Capsules;
  readonly delivery: CapsuleDelivery;
  readonly exporting: ExportConfig;
}
export interface ExportConfig {
  /** Where ffmpeg is; undefined where it is not installed. */
  readonly ffmpeg: string | undefined;
  /** A folder for what is made. */
  readonly folder: string;
}

/** The making of files to keep, from the queue to the door. */
export function createExporting({
  db,
  log,
  now,
  shelf,
  capsules,
  delivery,
  exporting: config,
}: Deps): CapsuleExporting {
  const ffmpeg = new Ffmpeg(config.ffmpeg, log);
  const files = new ExportFiles(config.folder);
  const queue = new ExportQueue({ db, log, now, ffmpeg, files, materialOf: (id) => delivery.material(id) });
  const exporting = new CapsuleExporting({ db, log, now, capsules: shelf, ffmpeg, files, queue });
  capsules.onWithdrawn(({ capsuleId }) => exporting.forget(capsuleId));
  return exporting;
}
