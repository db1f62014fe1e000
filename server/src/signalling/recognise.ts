import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { Handshake, protocolVersion, type SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { Socket } from 'socket.io';

/** Turns a cookie into who speaks. */
export interface Recogniser {
  find(
    cookieHeader: string | undefined,
    as: SpeakingAs,
  ): Promise<{ readonly sessionId: string; readonly actor: Actor } | undefined>;
}

export interface Recognised {
  readonly actor: Actor;
  readonly as: SpeakingAs;
  readonly sessionId: string;
}

/**
 * Who opens this socket.
 * @throws AppError `bad_request` for a malformed handshake, `conflict` for another version of the protocol,
 *   `unauthenticated` for nobody.
 */
export async function recognise(handshake: Socket['handshake'], sessions: Recogniser): Promise<Recognised> {
  const parsed = Handshake.safeParse(handshake.auth);
  if (!parsed.success) throw new AppError('bad_request', 'Malformed handshake');
  const { protocol, as } = parsed.data;
  if (protocol !== protocolVersion)
    throw new AppError('conflict', `This server speaks protocol ${protocolVersion}`, { reason: 'protocol' });
  const session = await sessions.find(handshake.headers.cookie, as);
  if (session === undefined || session.actor.kind === 'nobody')
    throw new AppError('unauthenticated', 'Nobody is signed in');
  return { actor: session.actor, as, sessionId: session.sessionId };
}
