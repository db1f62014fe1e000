import type { DeviceId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { SessionKind } from '../db/schema/people.ts';

/** The cookie in which the session lies that one speaks as: one browser may hold several. */
export function cookieName(as: SpeakingAs): string {
  return as.startsWith('device:') ? `pc_dev_${as.slice('device:'.length)}` : `pc_${as}`;
}

/** What kind of session one speaks as. */
export const sessionKindOf = (as: SpeakingAs): SessionKind => (as === 'staff' || as === 'home' ? as : 'device');

export const speakingAsDevice = (deviceId: DeviceId): SpeakingAs => `device:${deviceId}`;

/** Finds the token in a Cookie header, for those doors that see only the header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
