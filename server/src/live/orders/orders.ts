import type { Handlers } from '@pluriclasse/shared/calls';
import type { SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import type { Guest } from '../Guest.ts';
import { floorOrders } from './floor.ts';
import { lessonOrders } from './lesson.ts';
import { mediaOrders } from './media.ts';
import { planOrders } from './plan.ts';
import { recordingOrders } from './recording.ts';
import { wallOrders } from './wall.ts';

/** A handler for every call of the protocol: what this guest may order. */
export function ordersOf(guest: Guest): Handlers<SignallingCalls> {
  return {
    ...lessonOrders(guest),
    ...mediaOrders(guest),
    ...floorOrders(guest),
    ...planOrders(guest),
    ...wallOrders(guest),
    ...recordingOrders(guest),
  };
}
