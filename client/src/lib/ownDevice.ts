import { DeviceId } from '@pluriclasse/shared/ids';

const key = 'pluriclasse.device';

/** The device that this browser became last, so that its start page needs no address of its own. */
export function ownDevice(): DeviceId | undefined {
  const parsed = DeviceId.safeParse(localStorage.getItem(key));
  return parsed.success ? parsed.data : undefined;
}

export function rememberDevice(deviceId: DeviceId): void {
  localStorage.setItem(key, deviceId);
}
