import type { Joins } from './Endpoint.ts';

/** What the bench orders from a process of WebRTC endpoints. */
export type CrowdOrder = { order: 'send' } | { order: 'subscribe'; count: number } | { order: 'count' };

export type CrowdAnswer =
  | { answer: 'ready' }
  | { answer: 'sending' }
  | ({ answer: 'subscribed' } & Joins)
  /** RTP packets received by all subscribers so far. */
  | { answer: 'counted'; packets: number }
  | { answer: 'failed'; reason: string };

/** What an endpoint talks to: our control calls, of the server or of the bare script; or Janus's own protocol. */
export type Dialect = 'control' | 'janus';
