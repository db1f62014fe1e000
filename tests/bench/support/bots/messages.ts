import type { LessonId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';

/** Who a bot is: a session that the server knows, and the lesson it goes to. */
export interface BotIdentity {
  readonly baseUrl: string;
  readonly cookie: string;
  readonly as: SpeakingAs;
  readonly lessonId: LessonId;
}

/** How long one bot's join took, in milliseconds from the order to join. */
export interface BotJoin {
  /** Until the server's reply. */
  readonly replied: number;
  /** Until the first decoded frame of another seat. */
  readonly firstFrame: number;
}

/** Orders to a process of bots, and its answers. A join names its delay, so that all processes share one schedule. */
export type BotOrder =
  | { readonly order: 'prepare'; readonly bots: readonly BotIdentity[] }
  | { readonly order: 'knock' }
  | { readonly order: 'join'; readonly delays: readonly number[] }
  | { readonly order: 'leave' };
export type BotAnswer =
  | { readonly answer: 'prepared' | 'let-in' | 'left' }
  | { readonly answer: 'joined'; readonly joins: readonly BotJoin[] }
  | { readonly answer: 'failed'; readonly reason: string };
