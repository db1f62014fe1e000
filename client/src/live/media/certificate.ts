import type { DtlsParameters } from '@pluriclasse/shared/signalling/media';

/** A DTLS certificate made before the join, and what the join says of it. */
export interface Certificate {
  settings: { certificates: RTCCertificate[] };
  /** Undefined where the browser can't tell fingerprints beforehand (Firefox): then the transport's own call tells. */
  dtls: DtlsParameters | undefined;
}

/** Makes the certificate in the lobby, so that the node's end is connected before the join's reply leaves. */
export async function createCertificate(): Promise<Certificate> {
  const algorithm: EcKeyGenParams & AlgorithmIdentifier = { name: 'ECDSA', namedCurve: 'P-256' };
  const certificate = await RTCPeerConnection.generateCertificate(algorithm);
  const told = typeof certificate.getFingerprints === 'function' ? certificate.getFingerprints() : [];
  // SDP writes them in capitals (RFC 8122 §5) and the node compares letters; W3C's call answers in small ones.
  const fingerprints = told.flatMap(({ algorithm: name, value }) =>
    name === 'sha-256' && value !== undefined ? [{ algorithm: 'sha-256' as const, value: value.toUpperCase() }] : [],
  );
  // mediasoup-client takes the client's role unless the node insists on it, and the node never does.
  return {
    settings: { certificates: [certificate] },
    dtls: fingerprints.length > 0 ? { role: 'client', fingerprints } : undefined,
  };
}
