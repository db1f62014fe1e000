import * as z from 'zod/mini';
import { MediaSource } from '../domain/roles.ts';
import { CapsuleId, LessonId, SchoolId, TrackId } from '../ids.ts';
import { Duration, Instant } from '../time.ts';
import { LanguageTag } from './captions.ts';
import { Stretch } from './stretches.ts';
import { TrackCodec } from './track.ts';

/** All times here are milliseconds of what viewers see: hidden and unrecorded stretches are gone from it. */
const Link = z.string();

/** An adult's voice, or the sound of a shared screen: one file that plays from 0 to the end, silence included. */
export const Voice = z.object({
  /** The first of the recorded files that it was made of. */
  trackId: TrackId,
  source: MediaSource,
  /** Who speaks; null for one who has left the school. */
  name: z.nullable(z.string()),
  schoolId: SchoolId,
  type: z.string(),
  bytes: z.int(),
  link: Link,
  /** When it is heard, for its lane. */
  heard: z.array(Stretch),
});
export type Voice = z.infer<typeof Voice>;

/** Pieces of a picture, each a range of the file behind the link; the first bytes, `head`, come before any of them. */
export const PicturePieces = z.object({
  trackId: TrackId,
  codec: TrackCodec,
  /** For MediaSource: `video/webm; codecs="vp8"`. */
  type: z.string(),
  bytes: z.int(),
  link: Link,
  head: z.int(),
  /** Each begins with a key frame. `shift` is added to the times within the bytes (`timestampOffset`). */
  pieces: z.array(z.object({ from: Duration, to: Duration, offset: z.int(), size: z.int(), shift: z.int() })),
});
export type PicturePieces = z.infer<typeof PicturePieces>;

/**
 * A picture that an adult sent: camera, document under a second camera, or screen. Whoever turned a camera off and on,
 * or came back, has several files, in order of time; a player begins each anew with its `head`.
 */
export const Picture = z.object({
  source: MediaSource,
  name: z.nullable(z.string()),
  schoolId: SchoolId,
  /** Empty where there is no such size: then the other one is all there is. */
  small: z.array(PicturePieces),
  large: z.array(PicturePieces),
});
export type Picture = z.infer<typeof Picture>;

/** With `page` it is a mark within a chapter: from here on one sees the page of that number; its title may be empty. */
export const Chapter = z.object({ at: Duration, title: z.string(), page: z.optional(z.int().check(z.gte(1))) });
export type Chapter = z.infer<typeof Chapter>;

/** What happened beside sound, picture and board. */
export const Cue = z.discriminatedUnion('what', [
  /** A teacher's message on the wall. Pupils' are not kept. */
  z.object({ what: z.literal('wall'), at: Duration, name: z.nullable(z.string()), text: z.string() }),
  /** A pupil's school has the turn, or nobody. Never whose turn it was. */
  z.object({ what: z.literal('turn'), at: Duration, schoolId: z.nullable(SchoolId) }),
]);
export type Cue = z.infer<typeof Cue>;

export const CapsuleSite = z.object({ schoolId: SchoolId, name: z.string(), town: z.string(), order: z.int() });

/** All that a player needs to begin. */
export const Manifest = z.object({
  capsuleId: CapsuleId,
  lessonId: z.nullable(LessonId),
  title: z.string(),
  /** When the lesson was. */
  startsAt: Instant,
  /** Rises with each edit: links of an earlier one no longer hold. */
  revision: z.int(),
  duration: Duration,
  sites: z.array(CapsuleSite),
  voices: z.array(Voice),
  pictures: z.array(Picture),
  board: z.object({ link: Link, bytes: z.int() }),
  /** What is said, as `Captions`, where a teacher has written it down. */
  captions: z.optional(z.object({ language: LanguageTag, link: Link, bytes: z.int() })),
  chapters: z.array(Chapter),
  cues: z.array(Cue),
  /** Where something that should be there is lost, and why nobody sees or hears it. */
  gaps: z.array(Stretch),
  /** Until when the links hold; the manifest is then fetched anew. */
  linksUntil: Instant,
});
export type Manifest = z.infer<typeof Manifest>;
