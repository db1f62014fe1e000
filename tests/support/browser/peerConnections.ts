import type { Page } from '@playwright/test';

/** Runs in a page before its scripts: keeps its peer connections where `transportsInUse` finds them. */
export function keepPeerConnections(): void {
  const scope = window as unknown as { peerConnections: RTCPeerConnection[] }; // our own notes
  scope.peerConnections = [];
  const Original = RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      scope.peerConnections.push(this);
    }
  };
}

/** The protocol of each connection's chosen pair, as in `['tcp', 'tcp']`. */
export function transportsInUse(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { peerConnections } = window as unknown as { peerConnections: RTCPeerConnection[] }; // kept above
    const protocols: string[] = [];
    for (const connection of peerConnections.filter(({ connectionState }) => connectionState === 'connected')) {
      // Stats are maps of many shapes; the fields of these three are those of W3C's identifiers.
      const stats = new Map((await connection.getStats()) as unknown as Map<string, Record<string, string>>);
      const transport = [...stats.values()].find(({ type }) => type === 'transport');
      const pair = stats.get(transport?.['selectedCandidatePairId'] ?? '');
      protocols.push(stats.get(pair?.['localCandidateId'] ?? '')?.['protocol'] ?? 'unknown');
    }
    return protocols;
  });
}

/** Frames that the page has decoded so far of each stream that it receives, by the stream's number. */
export function framesDecoded(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const { peerConnections } = window as unknown as { peerConnections: RTCPeerConnection[] }; // kept above
    const frames: Record<string, number> = {};
    for (const connection of peerConnections.filter(({ connectionState }) => connectionState === 'connected')) {
      const stats = (await connection.getStats()) as unknown as Map<string, Record<string, string | number>>; // as above
      for (const one of stats.values())
        if (one['type'] === 'inbound-rtp' && one['kind'] === 'video')
          frames[String(one['ssrc'])] = Number(one['framesDecoded'] ?? 0);
    }
    return frames;
  });
}
