import type { IceServer, TransportInfo } from '@pluriclasse/shared/signalling/media';
import type { Route } from './judge.ts';

const timeout = 4000;

/**
 * Finds by which way media reach the node: an ICE check against its real port, by UDP, else by TCP. ICE alone proves the
 * way; no DTLS, no media.
 */
export async function findRoute(probe: TransportInfo, iceServers: readonly IceServer[]): Promise<Route> {
  const by = (protocol: string) => probe.iceCandidates.filter((candidate) => candidate['protocol'] === protocol);
  const udp = reach(probe, by('udp'), iceServers);
  const tcp = reach(probe, by('tcp'), []);
  if (await udp) return 'udp';
  // Two at once on an old machine may both come too late: before it is said that there is no way, one is tried alone.
  return (await tcp) || (await reach(probe, by('tcp'), [])) ? 'tcp' : 'none';
}

/** One peer connection that offers to receive sound and is answered in the node's name. */
async function reach(
  probe: TransportInfo,
  candidates: readonly Record<string, unknown>[],
  iceServers: readonly IceServer[],
): Promise<boolean> {
  if (candidates.length === 0) return false;
  const servers = iceServers.map(({ urls, username, credential }) => ({
    urls,
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  }));
  const connection = new RTCPeerConnection({ iceServers: servers });
  try {
    connection.addTransceiver('audio', { direction: 'recvonly' });
    const offer = await connection.createOffer();
    await connection.setLocalDescription(offer);
    const connected = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), timeout);
      connection.addEventListener('iceconnectionstatechange', () => {
        const state = connection.iceConnectionState;
        if (state === 'new' || state === 'checking') return;
        clearTimeout(timer);
        resolve(state === 'connected' || state === 'completed');
      });
    });
    await connection.setRemoteDescription({ type: 'answer', sdp: answerOf(probe, candidates, offer.sdp ?? '') });
    return await connected;
  } catch {
    return false;
  } finally {
    connection.close();
  }
}

/** An answer that takes the offer's first audio codec; only its ICE lines matter (RFC 8839). */
export function answerOf(probe: TransportInfo, candidates: readonly Record<string, unknown>[], offer: string): string {
  const [, payload = '111'] = /^m=audio \d+ \S+ (\d+)/m.exec(offer) ?? [];
  const codec = new RegExp(`^a=rtpmap:${payload} .*$`, 'm').exec(offer)?.[0] ?? `a=rtpmap:${payload} opus/48000/2`;
  const mid = /^a=mid:(.*)$/m.exec(offer)?.[1]?.trim() ?? '0';
  const [fingerprint] = probe.dtlsParameters.fingerprints;
  return [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=ice-lite',
    `a=group:BUNDLE ${mid}`,
    `m=audio 7 UDP/TLS/RTP/SAVPF ${payload}`,
    'c=IN IP4 127.0.0.1',
    `a=mid:${mid}`,
    'a=inactive',
    'a=rtcp-mux',
    codec.trim(),
    `a=ice-ufrag:${probe.iceParameters.usernameFragment}`,
    `a=ice-pwd:${probe.iceParameters.password}`,
    `a=fingerprint:${fingerprint?.algorithm} ${fingerprint?.value}`,
    'a=setup:passive',
    ...candidates.map(candidateLine),
    'a=end-of-candidates',
    '',
  ].join('\r\n');
}

function candidateLine(candidate: Record<string, unknown>): string {
  const { foundation, priority, protocol, port, type, tcpType } = candidate;
  const address = candidate['address'] ?? candidate['ip'];
  const tcp = protocol === 'tcp' ? ` tcptype ${typeof tcpType === 'string' ? tcpType : 'passive'}` : '';
  return `a=candidate:${String(foundation)} 1 ${String(protocol)} ${String(priority)} ${String(address)} ${String(port)} typ ${String(type)}${tcp}`;
}
