import type { IceServer } from '@pluriclasse/shared/signalling/media';
import type { Now } from '@pluriclasse/shared/time';
import { createHmac, randomUUID } from 'node:crypto';
import type { TurnConfig } from '../config.ts';

/** How long credentials hold that are made for one browser, in seconds: longer than any lesson. */
const lifetime = 12 * 3600;

/**
 * What browsers are told about STUN and TURN. With a shared secret each gets credentials of its own that expire:
 * coturn's `use-auth-secret`, after draft-uberti-behave-turn-rest-00 (user name `<expiry>:<id>`, password its HMAC-SHA1).
 */
export function createIceServers(turn: TurnConfig | undefined, now: Now): () => IceServer[] {
  if (turn === undefined) return () => [];
  const { username, credential, secret } = turn;
  const urls = [...turn.urls];
  if (secret === undefined) {
    return () => [
      { urls, ...(username !== undefined && { username }), ...(credential !== undefined && { credential }) },
    ];
  }
  return () => {
    const name = `${Math.floor(now() / 1000) + lifetime}:${randomUUID()}`;
    return [{ urls, username: name, credential: createHmac('sha1', secret).update(name).digest('base64') }];
  };
}
