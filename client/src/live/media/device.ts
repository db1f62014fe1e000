import { AppError } from '@pluriclasse/shared/errors';
import type { detectDevice as DetectDevice, Device, types } from 'mediasoup-client';

type BuiltIn = NonNullable<ReturnType<typeof DetectDevice>>;

/** Only the handler of this browser is fetched. Chrome 74's is for browsers older than what we promise. */
const handlers: Partial<Record<BuiltIn, () => Promise<types.HandlerFactory>>> = {
  Chrome111: async () => (await import('mediasoup-client/handlers/Chrome111')).Chrome111.createFactory({}),
  Firefox120: async () => (await import('mediasoup-client/handlers/Firefox120')).Firefox120.createFactory({}),
  Safari12: async () => (await import('mediasoup-client/handlers/Safari12')).Safari12.createFactory({}),
};

/** Loads mediasoup-client, which no page before a lobby needs, and what this browser can receive and send. */
export async function loadDevice(routerRtpCapabilities: Record<string, unknown>): Promise<Device> {
  const { Device: MediasoupDevice, detectDevice } = await import('mediasoup-client');
  const name = detectDevice();
  const load = name && handlers[name];
  if (!load) throw new AppError('conflict', 'This browser can’t take part', { reason: 'old_browser' });
  const device = new MediasoupDevice({ handlerFactory: await load() });
  // The node made them with mediasoup itself; our schema checks but their outer shape.
  await device.load({ routerRtpCapabilities: routerRtpCapabilities as types.RtpCapabilities });
  return device;
}
