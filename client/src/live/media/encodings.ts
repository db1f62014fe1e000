import type { MediaSource } from '@pluriclasse/shared/domain/roles';

/** What a sender gives the SFU to choose from. Bits per second; the first layer is the smallest. */
export interface Layer {
  maxBitrate: number;
  scaleResolutionDownBy?: number;
  maxFramerate?: number;
  scalabilityMode?: string;
}

/** From here on a picture is sent in three sizes. */
const wholeHeight = 720;

/** VP8 layers for a picture of this height: three from 720 lines, two below, one for what must be sharp. */
export function layersFor(source: MediaSource, height: number): Layer[] {
  if (source === 'screen') return [{ maxBitrate: 2_500_000, maxFramerate: 15, scalabilityMode: 'L1T3' }];
  if (height >= wholeHeight)
    return [
      { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
      { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
      { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
    ];
  return [
    { scaleResolutionDownBy: 2, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
    { scaleResolutionDownBy: 1, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  ];
}

/** Opus for rooms: silence costs little (DTX), a lost packet is guessed (FEC) or asked for again (NACK). */
export const voiceOptions = { opusDtx: true, opusFec: true, opusNack: true, opusStereo: false } as const;
/** A screen's sound is often music: no DTX, two channels. */
export const musicOptions = { opusDtx: false, opusFec: true, opusNack: true, opusStereo: true } as const;

/** What one asks the camera for; an old device can't encode 720 lines three times. */
export function pictureConstraints(old: boolean, deviceId?: string): MediaTrackConstraints {
  const [width, height] = old ? [640, 360] : [1280, 720];
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: 24, max: 30 },
    ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
  };
}
