import type { types } from 'mediasoup';
import type { DtlsParameters, TransportInfo } from '@pluriclasse/shared/signalling/media';
import { TransportId } from '@pluriclasse/shared/ids';
import type { RoomHome } from './WorkerPool.ts';

/** A guess until the link has shown what it can: enough for the small layers of a full lesson at once. */
const FIRST_OUTGOING = 1_500_000;
/** 720p in three layers is 3 Mbit/s in Chromium; a desk adds a screen and a document. */
const MAX_INCOMING = 9_000_000;
/** Seconds without a STUN check after which a peer's network counts as lost. */
const ICE_CONSENT = 15;

/** A transport on the node's one media port. It is connected before this resolves when `dtls` is given. */
export async function createTransport(
  home: RoomHome,
  direction: 'send' | 'receive',
  dtls: DtlsParameters | undefined,
): Promise<{ transport: types.WebRtcTransport; connected: Promise<void> }> {
  const transport = await home.router.createWebRtcTransport({
    webRtcServer: home.webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    iceConsentTimeout: ICE_CONSENT,
    initialAvailableOutgoingBitrate: FIRST_OUTGOING,
  });
  const orders: Promise<void>[] = [];
  if (direction === 'send') orders.push(transport.setMaxIncomingBitrate(MAX_INCOMING));
  if (dtls !== undefined) orders.push(connectTransport(transport, dtls));
  return { transport, connected: Promise.all(orders).then(() => undefined) };
}

/** Gives a transport the browser's fingerprints. mediasoup-client is the DTLS client unless it says otherwise. */
export function connectTransport(transport: types.WebRtcTransport, dtls: DtlsParameters): Promise<void> {
  return transport.connect({
    dtlsParameters: { fingerprints: dtls.fingerprints, role: dtls.role === 'server' ? 'server' : 'client' },
  });
}

export function describeTransport(transport: types.WebRtcTransport): TransportInfo {
  return {
    transportId: TransportId.parse(transport.id),
    iceParameters: transport.iceParameters,
    iceCandidates: transport.iceCandidates,
    dtlsParameters: transport.dtlsParameters,
  };
}
