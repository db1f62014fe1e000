import type { types } from 'mediasoup';
import { describe, expect, it } from 'vitest';
import { LossMeter, type LossReporter } from './LossMeter.ts';

/** A consumer whose last report a test sets; fractions in 256ths. */
function create(id: string, bitrate: number) {
  const report = { type: 'outbound-rtp', ssrc: 1, bitrate, fractionLost: 0, packetsLost: 0, roundTripTime: 20 };
  const sender = { ...report, type: 'inbound-rtp', fractionLost: 255 };
  const consumer = { id, getStats: () => Promise.resolve([{ ...report }, sender]) };
  const stream: LossReporter = { consumer: consumer as unknown as types.Consumer }; // all that is asked of it
  return { report, stream };
}

describe('LossMeter', () => {
  it('weighs streams by their bits, and leaves out what came from the sender', async () => {
    const [sound, picture] = [create('sound', 50_000), create('picture', 150_000)];
    picture.report.fractionLost = 128;
    expect(await new LossMeter().read([sound.stream, picture.stream])).toBeCloseTo(0.375);
  });

  it('knows no loss where nothing flows', async () => {
    expect(await new LossMeter().read([create('still', 0).stream])).toBe(0);
    expect(await new LossMeter().read([])).toBe(0);
  });

  it('counts no report of before a change, and the next one whatever it says', async () => {
    const [meter, { report, stream }] = [new LossMeter(), create('sound', 50_000)];
    report.fractionLost = 64;
    expect(await meter.read([stream])).toBe(0.25);
    await meter.restart([stream]);
    expect(await meter.read([stream])).toBe(0);
    expect(await meter.read([stream])).toBe(0);
    report.roundTripTime = 21;
    expect(await meter.read([stream])).toBe(0.25);
    report.fractionLost = 0;
    expect(await meter.read([stream])).toBe(0);
  });

  it('does not mind a stream that was closed meanwhile', async () => {
    const consumer = { id: 'gone', getStats: () => Promise.reject(new Error('closed')) };
    const gone = { consumer: consumer as unknown as types.Consumer }; // as above
    expect(await new LossMeter().read([gone])).toBe(0);
  });
});
