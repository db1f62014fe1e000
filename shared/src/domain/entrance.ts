import type { SeatKind } from './roles.ts';

/**
 * Whether someone who may join comes straight in or waits until a teacher opens: a pupil at home always waits, and
 * whoever was sent out waits the next time; once let in, one need not wait again. Teachers never wait while no other
 * teacher is there to let them in.
 */
export function entrance(seat: {
  kind: SeatKind;
  letIn: boolean;
  sentOut: boolean;
  teachersHere: number;
}): 'in' | 'wait' {
  if (seat.letIn) return 'in';
  if (seat.kind === 'desk') return seat.sentOut && seat.teachersHere > 0 ? 'wait' : 'in';
  return seat.kind === 'home' || seat.sentOut ? 'wait' : 'in';
}
