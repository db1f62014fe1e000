import type { types as node } from 'mediasoup';
import type { types as browser } from 'mediasoup-client';

/** What page and script say to each other: a request with a number, a reply with the same. Nothing is checked. */
export interface BareCalls {
  capabilities: { request: object; reply: { routerRtpCapabilities: browser.RtpCapabilities } };
  join: {
    request: { rtpCapabilities: node.RtpCapabilities };
    reply: { send: browser.TransportOptions; receive: browser.TransportOptions; consumers: browser.ConsumerOptions[] };
  };
  connect: { request: { transportId: string; dtlsParameters: node.DtlsParameters }; reply: object };
  produce: {
    request: { kind: node.MediaKind; rtpParameters: node.RtpParameters };
    reply: { producerId: string };
  };
  leave: { request: object; reply: object };
}
export type BareCall = keyof BareCalls;
