import * as z from 'zod/mini';
import { DeviceId } from '../ids.ts';
import { floorCalls, floorEvents } from './floor.ts';
import { lessonCalls, lessonEvents } from './lesson.ts';
import { mediaCalls, mediaEvents } from './media.ts';
import { recordingCalls, recordingEvents } from './recording.ts';
import { planCalls, planEvents } from './plan.ts';
import { wallCalls, wallEvents } from './wall.ts';

/** Raised when an older browser page could not talk with this server any more. */
export const protocolVersion = 1;

/** Where the socket.io endpoint and the board door are. */
export const signallingPath = '/signal';
export const boardPath = '/boards';

/**
 * As whom a browser speaks: one browser may hold a teacher's session and several devices', each in a cookie of its
 * own, and says which one it means. The choice is no secret; the cookies are.
 */
export const SpeakingAs = z.union([z.literal('staff'), z.literal('home'), z.templateLiteral(['device:', DeviceId])]);
export type SpeakingAs = z.infer<typeof SpeakingAs>;
/** The HTTP header that says so; its presence also proves that no foreign page made the request. */
export const speakingAsHeader = 'x-pluriclasse-as';

/** What a browser says in the socket's handshake (`auth`). A wrong version is refused with `conflict`. */
export const Handshake = z.object({ protocol: z.int(), as: SpeakingAs });
export type Handshake = z.infer<typeof Handshake>;

export const signallingCalls = {
  ...lessonCalls,
  ...mediaCalls,
  ...floorCalls,
  ...planCalls,
  ...wallCalls,
  ...recordingCalls,
} as const;
export const signallingEvents = {
  ...lessonEvents,
  ...mediaEvents,
  ...floorEvents,
  ...planEvents,
  ...wallEvents,
  ...recordingEvents,
} as const;
export type SignallingCalls = typeof signallingCalls;
export type SignallingEvents = typeof signallingEvents;
