import type { Device, types } from 'mediasoup-client';

/** Loads mediasoup-client, which no page before a lobby needs, and what this browser can receive and send. */
export async function loadDevice(routerRtpCapabilities: Record<string, unknown>): Promise<Device> {
  const { Device: MediasoupDevice } = await import('mediasoup-client');
  const device = await MediasoupDevice.factory();
  // The node made them with mediasoup itself; our schema checks but their outer shape.
  await device.load({ routerRtpCapabilities: routerRtpCapabilities as types.RtpCapabilities });
  return device;
}
