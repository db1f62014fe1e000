import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import type { TrackOrder } from './TrackOrder.ts';

/** What the node orders of its recorder; `call` is answered. Messages keep their order both ways. */
export type ToRecorder =
  /** Opens a UDP port on loopback that hears `from`, the port of a worker's transport, only; answered with it. */
  | { type: 'open-inbox'; call: number; inbox: string; from: number }
  /** Nothing more comes to it; what lies in it is still taken. */
  | { type: 'close-inbox'; inbox: string }
  /** Answered when its packets may come; refused without its inbox. */
  | { type: 'record'; call: number; track: TrackOrder }
  /** How far away its sender is: the shortest round trip of late, ms. */
  | { type: 'path'; key: string; roundTrip: number }
  /** Nothing more comes of it; what came is still taken. */
  | { type: 'end-track'; key: string }
  /** Ends all tracks of a session; answered when their bytes outlast a crash. */
  | { type: 'stop'; call: number; session: string };

export type FromRecorder =
  | { type: 'answer'; call: number; port?: number; error?: string }
  | { type: 'track'; session: string; track: RecordedTrack }
  /** A picture needs a key frame: it can't be written without (`lost`), or it is time for one (`due`). */
  | { type: 'key'; session: string; key: string; why: 'lost' | 'due' };
