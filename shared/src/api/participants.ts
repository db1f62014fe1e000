import * as z from 'zod/mini';
import { StaffId } from '../ids.ts';
import { ClassBrief, SchoolBrief } from './sessions.ts';

/** A school in a lesson or twinning; its place in the list gives its colour and shape. */
export const Participant = z.object({ school: SchoolBrief, classes: z.array(ClassBrief) });
export type Participant = z.infer<typeof Participant>;

/** Who did it, as those who may read it see it; null: by itself, or by somebody who is no more. */
export const Doer = z.nullable(z.object({ staffId: StaffId, name: z.string() }));
