import type { WishAnswer } from '@pluriclasse/shared/calendar/answer';

/** What the worker of a search tells. Structured clones of what we made ourselves: nothing to parse. */
export type SearchMessage =
  | {
      readonly kind: 'better';
      readonly value: number;
      readonly bound: number;
      readonly tried: number;
      readonly answers: readonly WishAnswer[];
      /** Of the ids in the answers. */
      readonly names: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'done' };
