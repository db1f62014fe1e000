import type { ExportFailure } from '@pluriclasse/shared/api/capsuleExports';

/** Why a file could not be made, as its teacher is told. */
export class ExportFailed extends Error {
  readonly reason: ExportFailure;

  /** @param detail for the log: what ffmpeg said, never a name or a title */
  constructor(reason: ExportFailure, detail: string) {
    super(detail);
    this.reason = reason;
  }
}
