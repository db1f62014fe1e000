import type { TrackCodec } from '@pluriclasse/shared/capsule/track';

const AV1_CONFIG = 0x81;
const two = (value: number) => value.toString(16).padStart(2, '0');

/**
 * What MediaSource is told of a file.
 * @param head the file's first bytes: they know an H.264's profile, and an AV1's
 */
export function mediaType(codec: TrackCodec, head: Uint8Array): string {
  switch (codec) {
    case 'opus':
      return 'audio/webm; codecs="opus"';
    case 'vp8':
    case 'vp9':
      return `video/webm; codecs="${codec}"`;
    case 'av1': {
      // CodecPrivate, four bytes: av1C begins with its version, then profile and level, then tier and depth.
      const at = Buffer.from(head).indexOf(Buffer.from([0x63, 0xa2]));
      const config = head.subarray(at + 3).at(0) === AV1_CONFIG ? at + 3 : at + 4;
      const [profileAndLevel = 8, tierAndDepth = 0] = [head[config + 1], head[config + 2]];
      const level = String(profileAndLevel & 31).padStart(2, '0');
      const depth = (tierAndDepth & 0x40) === 0 ? '08' : '10';
      return `video/webm; codecs="av01.${profileAndLevel >> 5}.${level}${tierAndDepth >= 0x80 ? 'H' : 'M'}.${depth}"`;
    }
    case 'h264': {
      const at = Buffer.from(head).indexOf('avcC');
      const [profile = 0x42, compatible = 0xe0, level = 0x1f] = at < 0 ? [] : head.subarray(at + 5, at + 8);
      return `video/mp4; codecs="avc1.${two(profile)}${two(compatible)}${two(level)}"`;
    }
  }
}
