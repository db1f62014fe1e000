import { expect, test } from 'vitest';
import { answerOf } from './findRoute.ts';
import { grow } from './measureSpeed.ts';
import { TransportInfo } from '@pluriclasse/shared/signalling/media';

/** A link of so many megabits per second with this delay before the first byte. */
function aLink(megabits: number, delay = 0) {
  let now = 0;
  const sizes: number[] = [];
  const transfer = (bytes: number) => {
    sizes.push(bytes);
    now += delay + (bytes * 8) / (megabits * 1000);
    return Promise.resolve(bytes);
  };
  return { transfer, sizes, clock: () => now };
}

test('measures a fast link with larger transfers, so that the delay weighs little', async () => {
  const { transfer, sizes, clock } = aLink(50, 30);
  const speed = await grow(transfer, clock);
  expect(speed).toBeGreaterThan(35);
  expect(sizes.length).toBeGreaterThan(1);
});

test('does not keep a narrow link busy: one small transfer says enough', async () => {
  const { transfer, sizes, clock } = aLink(0.5, 40);
  expect(await grow(transfer, clock)).toBeCloseTo(0.48, 1);
  expect(sizes).toEqual([65_536]);
});

test('the answer of a route check carries only the candidates of that way', () => {
  const probe = TransportInfo.parse({
    transportId: 't',
    iceParameters: { usernameFragment: 'uf', password: 'pw', iceLite: true },
    iceCandidates: [
      {
        foundation: 'f',
        priority: 1,
        address: '10.0.0.1',
        protocol: 'tcp',
        port: 40000,
        type: 'host',
        tcpType: 'passive',
      },
    ],
    dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'AA:BB' }] },
  });
  const sdp = answerOf(
    probe,
    probe.iceCandidates,
    'm=audio 9 UDP/TLS/RTP/SAVPF 63 111\r\na=mid:0\r\na=rtpmap:63 red/48000/2\r\n',
  );
  expect(sdp).toContain('a=candidate:f 1 tcp 1 10.0.0.1 40000 typ host tcptype passive');
  expect(sdp).toContain('m=audio 7 UDP/TLS/RTP/SAVPF 63\r\n');
  expect(sdp).toContain('a=rtpmap:63 red/48000/2\r\n');
});
