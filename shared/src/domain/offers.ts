import * as z from 'zod/mini';
import { WallTime, Weekday } from '../calendar/days.ts';
import { line } from '../text.ts';
import { CefrLevel } from './roles.ts';

/** Hours of the week, by the school's own clocks, that suit a class. */
export const OfferHours = z.object({ weekday: Weekday, start: WallTime, end: WallTime });
export type OfferHours = z.infer<typeof OfferHours>;

/** How a class describes itself to those who look for one. No pupil is named. */
export const ClassOffer = z.object({
  ageFrom: z.int().check(z.gte(3), z.lte(25)),
  ageTo: z.int().check(z.gte(3), z.lte(25)),
  level: z.nullable(CefrLevel),
  /** Typed words, such as "animals"; compared whatever their case. */
  topics: z.array(line(40)).check(z.maxLength(12)),
  hours: z.array(OfferHours).check(z.maxLength(30)),
  pupils: z.int().check(z.gte(1), z.lte(60)),
  /** Codes of languages that pupils and teachers speak, ISO 639-1. */
  languages: z.array(z.string().check(z.regex(/^[a-z]{2}$/))).check(z.maxLength(12)),
  note: z.nullable(line(400)),
});
export type ClassOffer = z.infer<typeof ClassOffer>;

/** What a fit is made of; each part is worth 0 to 1, times its weight. */
export const MatchKind = z.enum(['age', 'level', 'topics', 'hours', 'weeks', 'size', 'languages', 'agreement']);
export type MatchKind = z.infer<typeof MatchKind>;
