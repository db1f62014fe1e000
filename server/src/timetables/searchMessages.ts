import type { WishAnswer } from '@pluriclasse/shared/calendar/answer';

/** Answers that are new or have changed, and the names of the ids in them. */
export interface ToldAnswers {
  readonly answers: readonly WishAnswer[];
  readonly names: Readonly<Record<string, string>>;
}

/** What the worker of a search tells. Structured clones of what we made ourselves: nothing to parse. */
export type SearchMessage =
  /** Before there is any answer: wishes whose hours have been looked for, and hours that were tried. */
  | { readonly kind: 'looked'; readonly looked: number; readonly tried: number }
  /** Some answers of what the next `better` tells: all in one would hold up the thread that receives them. */
  | ({ readonly kind: 'part' } & ToldAnswers)
  | ({
      readonly kind: 'better';
      readonly value: number;
      readonly bound: number;
      readonly tried: number;
    } & ToldAnswers)
  | { readonly kind: 'done' };
