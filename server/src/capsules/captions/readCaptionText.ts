import type { CaptionProblem } from '@pluriclasse/shared/api/captions';
import {
  CaptionCue,
  LanguageTag,
  LONGEST_CUE,
  LONGEST_SPEAKER,
  MOST_CUES,
  tidyWords,
} from '@pluriclasse/shared/capsule/captions';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import { isTimes, readTimes } from './cueTimes.ts';
import { readCueText } from './cueText.ts';

export interface Problem {
  /** Of the file; the first is 1. */
  readonly line: number;
  readonly why: CaptionProblem;
}

export interface ReadCaptions {
  readonly format: 'vtt' | 'srt';
  readonly language: LanguageTag | null;
  readonly cues: readonly { readonly line: number; readonly cue: CaptionCue }[];
  readonly problems: readonly Problem[];
}

/** A cue's text with its marks, beyond which nobody reads on. */
const LONGEST_RAW = 4_000;

/**
 * Reads WebVTT and SubRip, in time that grows with the file's length alone. What it doesn't understand is told by its line
 * and left out; comments, styles and regions are skipped. Cues are in the file's order.
 * @returns undefined for what is neither
 */
export function readCaptionText(text: string): ReadCaptions | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const isVtt = /^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '');
  if (!isVtt && !lines.some((line) => readTimes(line))) return undefined;
  const reading = new Reading(lines, isVtt);
  return { format: isVtt ? 'vtt' : 'srt', ...reading.read() };
}

class Reading {
  readonly #lines: readonly string[];
  readonly #isVtt: boolean;
  readonly #cues: { line: number; cue: CaptionCue }[] = [];
  readonly #problems: Problem[] = [];
  #at = 0;

  constructor(lines: readonly string[], isVtt: boolean) {
    this.#lines = lines;
    this.#isVtt = isVtt;
  }

  read() {
    const language = this.#isVtt ? this.#readHead() : null;
    while (this.#at < this.#lines.length && this.#cues.length <= MOST_CUES) {
      if (this.#line() === '') this.#at++;
      else this.#readBlock();
    }
    const cues = this.#cues.slice(0, MOST_CUES);
    if (this.#cues.length > MOST_CUES) this.#trouble(this.#cues[MOST_CUES]?.line ?? 0, 'too-many');
    return { language, cues, problems: this.#problems };
  }

  #line(at = this.#at): string {
    return this.#lines[at]?.trim() ?? '';
  }

  #trouble(line: number, why: CaptionProblem): void {
    this.#problems.push({ line, why });
  }

  /** Up to the first empty line. */
  #readHead(): LanguageTag | null {
    let language: LanguageTag | null = null;
    for (this.#at = 1; this.#at < this.#lines.length && this.#line() !== '' && !isTimes(this.#line()); this.#at++) {
      const said = /^Language:\s*(\S{2,30})$/i.exec(this.#line())?.[1];
      language = LanguageTag.safeParse(said).data ?? language;
    }
    return language;
  }

  #readBlock(): void {
    const first = this.#at;
    if (this.#isVtt && /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(this.#line()) && !isTimes(this.#line())) {
      return this.#skipBlock();
    }
    // A cue's own name, or its number.
    if (!isTimes(this.#line()) && isTimes(this.#line(first + 1))) this.#at++;
    if (!isTimes(this.#line())) {
      this.#trouble(first + 1, 'no-time');
      return this.#skipBlock();
    }
    const line = this.#at + 1;
    const times = readTimes(this.#line());
    this.#at++;
    const raw = this.#readWords();
    if (times === undefined) return this.#trouble(line, 'bad-time');
    if (times.to <= times.from) return this.#trouble(line, 'order');
    if (raw.length > LONGEST_RAW) return this.#trouble(line + 1, 'too-long');
    this.#keep(line, times, raw);
  }

  #skipBlock(): void {
    while (this.#at < this.#lines.length && this.#line() !== '' && !isTimes(this.#line())) this.#at++;
  }

  /** Up to the next empty line, or the next cue where that is missing. */
  #readWords(): string {
    const words: string[] = [];
    for (; this.#at < this.#lines.length && this.#line() !== ''; this.#at++) {
      if (isTimes(this.#line())) break;
      const isNumber = /^\d{1,6}$/.test(this.#line()) && isTimes(this.#line(this.#at + 1));
      if (isNumber) break;
      words.push(this.#lines[this.#at] ?? '');
    }
    return words.join('\n');
  }

  #keep(line: number, times: Stretch, raw: string): void {
    const parts = readCueText(raw);
    if (parts.length === 0) return this.#trouble(line, 'empty');
    for (const part of parts) {
      const text = tidyWords(part.text);
      const speaker = part.speaker && tidyWords(part.speaker).replaceAll('\n', ' ').slice(0, LONGEST_SPEAKER).trim();
      if (text.length > LONGEST_CUE) this.#trouble(line + 1, 'too-long');
      else if (text === '') this.#trouble(line, 'empty');
      else this.#cues.push({ line, cue: CaptionCue.parse({ ...times, speaker: speaker || null, text }) });
    }
  }
}
