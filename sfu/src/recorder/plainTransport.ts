import type { types } from 'mediasoup';

const LOOPBACK = '127.0.0.1';

/**
 * A transport that sends to a UDP port of this machine.
 * @param open told the port that it sends from, resolves with the one that it sends to
 */
export async function createPlainTransport(
  router: types.Router,
  open: (transport: types.PlainTransport) => Promise<number>,
): Promise<types.PlainTransport> {
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: LOOPBACK },
    rtcpMux: true,
    comedia: false,
  });
  try {
    await transport.connect({ ip: LOOPBACK, port: await open(transport) });
    return transport;
  } catch (error) {
    transport.close();
    throw error;
  }
}

/** What the recorder takes: no header extensions, no repeats, since on loopback nothing is lost. */
export function plainCapabilities({ rtpCapabilities }: types.Router): types.RtpCapabilities {
  const codecs = (rtpCapabilities.codecs ?? [])
    .filter(({ mimeType }) => !mimeType.toLowerCase().endsWith('/rtx'))
    .map((codec) => ({
      ...codec,
      rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type, parameter }) => type === 'nack' && parameter === 'pli'),
    }));
  return { codecs, headerExtensions: [] };
}
