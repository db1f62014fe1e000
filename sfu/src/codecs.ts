import { ortc, type types } from 'mediasoup';

/**
 * The codecs of every router at every node: a browser learns them before any room exists, and rooms may move between
 * nodes. Feedback is mediasoup's own for each codec, which for Opus includes NACK: it repairs what FEC can't.
 */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
];

/** What every router can do, computed without one. */
export const routerRtpCapabilities = ortc.generateRouterRtpCapabilities(mediaCodecs);
