import type { S3Settings } from '@pluriclasse/shared/storage/s3Settings';
import type { StoreTrouble } from '@pluriclasse/shared/storage/storeTrouble';

export type ShipperTrouble = StoreTrouble | 'disk';

/** How it goes, as the node tells of it. */
export interface ShipperState {
  readonly trouble: ShipperTrouble | undefined;
  /** What lies here and is not known to be in the store. */
  readonly waitingTracks: number;
  readonly waitingBytes: number;
  /** Since the process began. */
  readonly sentBytes: number;
}

/** The one order that the node gives: keys don't belong where other users of the machine could read them. */
export interface ToShipper {
  readonly folder: string;
  readonly s3: S3Settings;
  readonly keepLocal: number;
  readonly logLevel: string;
}
