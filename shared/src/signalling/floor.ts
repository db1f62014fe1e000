import * as z from 'zod/mini';
import { nothing } from '../calls.ts';
import { HandId, PupilId, SchoolId } from '../ids.ts';
import { Duration } from '../time.ts';
import { FloorState } from './state.ts';

export const floorCalls = {
  /** Raises one's own hand; a teacher may raise that of a pupil of the own school, or (without one) of the class. */
  'floor:raise': { request: z.object({ pupilId: z.optional(PupilId) }), reply: z.object({ handId: HandId }) },
  /** Takes a hand down. The hand that has the turn: ends it, so that a pupil who is done says so. */
  'floor:lower': { request: z.object({ handId: HandId }), reply: nothing },
  'floor:lower-all': { request: nothing, reply: nothing },
  /** Gives the turn to this hand, or to a school whose class then speaks. */
  'floor:give': {
    request: z.union([z.object({ handId: HandId }), z.object({ schoolId: SchoolId })]),
    reply: nothing,
  },
  /** Ends the running turn and gives the next hand its turn. */
  'floor:pass': { request: nothing, reply: nothing },
  'floor:end-turn': { request: nothing, reply: nothing },
  'floor:set-open': { request: z.object({ open: z.boolean() }), reply: nothing },
  /** "We only watch", said for one's own school, and back: kept with the lesson. */
  'floor:set-watching': { request: z.object({ watching: z.boolean() }), reply: nothing },
} as const;

export const floorEvents = {
  'floor:changed': z.object({ revision: z.int(), floor: FloorState }),
  /** Voice measured so far; about once a second, outside the revisions. */
  'floor:talk': z.object({
    talk: z.array(z.object({ schoolId: SchoolId, spoken: Duration })),
    turn: z.nullable(Duration),
  }),
} as const;
