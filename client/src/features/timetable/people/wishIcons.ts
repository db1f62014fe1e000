import type { AvailabilityWish } from '@pluriclasse/shared/calendar/model';
import { Ban, Eraser, Heart, Meh, type LucideIcon } from 'lucide-react';

/** A wish, or that there is none. */
export type WishTool = AvailabilityWish | 'none';

export const wishIcons: Record<WishTool, LucideIcon> = { never: Ban, 'rather-not': Meh, gladly: Heart, none: Eraser };
