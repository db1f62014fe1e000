import { presentCues, type Captions, type Delivered, type LanguageTag } from '@pluriclasse/shared/capsule/captions';
import type { KeptCaptions } from '../captions.repository.ts';

/** Captions as viewers get them. */
export interface CaptionsFile {
  readonly name: `captions-${number}`;
  readonly language: LanguageTag;
  /** `Captions` as JSON. */
  readonly bytes: Buffer;
}

/** What of it is delivered, and nothing else; undefined when that is nothing. */
export function captionsFile(
  { revision, language, cues }: KeptCaptions,
  delivered: Delivered,
): CaptionsFile | undefined {
  const captions: Captions = { language, cues: presentCues(cues, delivered) };
  if (captions.cues.length === 0) return undefined;
  return { name: `captions-${revision}`, language, bytes: Buffer.from(JSON.stringify(captions)) };
}
