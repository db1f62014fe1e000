import type { ReactNode } from 'react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { CapsuleSource } from '../../capsule/CapsuleSource.ts';
import type { Captions } from '@pluriclasse/shared/capsule/captions';
import type { Stop } from '../../capsule/stops.ts';

/** The board as it is at this moment, for whoever takes it to work on. */
export interface BoardNow {
  /** Milliseconds, and the chapter's title. */
  readonly at: () => number;
  readonly chapter: () => string;
  /** A board's document of the shown page, as a Yjs update. */
  readonly copy: () => Promise<Uint8Array>;
  readonly pause: () => void;
}

export interface CapsulePlayerProps {
  /** Not changed while it is shown: another capsule is another component, by its key. */
  source: CapsuleSource;
  surface: 'office' | 'home';
  /** Where one came from: an address, or what brings one there. */
  back?: string | (() => void);
  /** Milliseconds at which to begin. */
  startAt?: number;
  /** Checks and tasks on the timeline. Those that are not done stop the player when it comes by. */
  stops?: readonly Stop[];
  /** It has come to a stop, and is paused; or somebody chose one. */
  onStop?: (stop: Stop) => void;
  /** What lies over the foot of the board, such as a check; the player's keys sleep meanwhile. */
  sheet?: ReactNode;
  /** In place of those that come with it, such as a teacher is just writing; in the time of viewers. */
  captions?: Captions | undefined;
  /** At the right of the head, beside the speed and below the chapters. */
  chip?: ReactNode;
  acts?: ReactNode;
  aside?: ReactNode;
  /** For those who have pages of their own: takes what lies on the board now, and finds what was taken before. */
  ownPages?: ((board: BoardNow) => ReactNode) | undefined;
  /** The player itself, to play, pause and seek from without; undefined when it is closed. */
  onPlayer?: (player: CapsulePlayer | undefined) => void;
  /** Some times a second while it plays, and at each jump: milliseconds. */
  onTime?: (at: number) => void;
}
