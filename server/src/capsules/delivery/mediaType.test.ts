import { mp4Head } from '@pluriclasse/shared/capsule/file/writeMp4';
import { webmHead } from '@pluriclasse/shared/capsule/file/writeWebm';
import { expect, test } from 'vitest';
import { mediaType } from './mediaType.ts';

const size = { width: 1280, height: 720 };
/** avcC of constrained baseline, level 3.1; av1C of main profile, level 3.1, and of high tier with ten bits. */
const avcC = Uint8Array.of(1, 0x42, 0xe0, 0x1f, 0xff, 0xe1, 0);
const av1C = Uint8Array.of(0x81, 0x05, 0x0c, 0);
const av1High = Uint8Array.of(0x81, (1 << 5) | 9, 0xc0, 0);

test.each([
  ['opus', webmHead({ codec: 'opus', channels: 2 }), 'audio/webm; codecs="opus"'],
  ['vp8', webmHead({ codec: 'vp8', ...size }), 'video/webm; codecs="vp8"'],
  ['vp9', webmHead({ codec: 'vp9', ...size }), 'video/webm; codecs="vp9"'],
  ['av1', webmHead({ codec: 'av1', ...size, config: av1C }), 'video/webm; codecs="av01.0.05M.08"'],
  ['av1', webmHead({ codec: 'av1', ...size, config: av1High }), 'video/webm; codecs="av01.1.09H.10"'],
  ['h264', mp4Head({ codec: 'h264', ...size, config: avcC }), 'video/mp4; codecs="avc1.42e01f"'],
] as const)('%s', (codec, head, expected) => expect(mediaType(codec, head)).toBe(expected));
