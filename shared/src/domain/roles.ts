import * as z from 'zod/mini';

/** What a member of staff may be, several at once. */
export const StaffRole = z.enum(['teacher', 'coordinator', 'head', 'admin']);
export type StaffRole = z.infer<typeof StaffRole>;

/** What a paired browser is: a classroom's camera and screen, or a tablet of one class. */
export const DevicePurpose = z.enum(['kit', 'companion']);
export type DevicePurpose = z.infer<typeof DevicePurpose>;

/** What a connected device is in a live lesson. */
export const SeatKind = z.enum(['kit', 'desk', 'companion', 'home']);
export type SeatKind = z.infer<typeof SeatKind>;

/** What a seat can send. A document is a desk's second camera. */
export const MediaSource = z.enum(['microphone', 'camera', 'document', 'screen', 'screen-audio']);
export type MediaSource = z.infer<typeof MediaSource>;

/** Levels of the Common European Framework of Reference for Languages. */
export const CefrLevel = z.enum(['pre-A1', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2']);
export type CefrLevel = z.infer<typeof CefrLevel>;

/** Languages in which the screens speak. */
export const Language = z.enum(['en', 'it']);
export type Language = z.infer<typeof Language>;
