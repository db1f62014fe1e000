import { DeviceId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';

/** A page's address says as whom it speaks: devices' pages carry their id, a pupil at home has `/home`. */
export function roleOfPath(path: string): SpeakingAs {
  const device = DeviceId.safeParse(/^\/(?:kit|companion)\/([^/]+)/.exec(path)?.[1]);
  if (device.success) return `device:${device.data}`;
  return /^\/home(?:\/|$)/.test(path) ? 'home' : 'staff';
}
