import type { Event } from '@pluriclasse/shared/calls';
import type { ControlEvents } from '@pluriclasse/shared/control/control';

/** Says a fact of a room to the server that owns it. */
export type Tell = <N extends keyof ControlEvents>(name: N, fact: Omit<Event<ControlEvents, N>, 'roomKey'>) => void;
