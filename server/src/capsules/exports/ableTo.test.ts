import { expect, test } from 'vitest';
import { ableTo } from './ableTo.ts';

const none = undefined;
const all = ['libx264', 'aac', 'libopus', 'libvpx-vp9', 'mpeg4'];
const without = (...names: string[]) => all.filter((name) => !names.includes(name));
const svg = ['librsvg'];

test.each([
  ['none', none, svg, { lacks: 'no_ffmpeg' }, { lacks: 'no_ffmpeg' }],
  ['all', all, svg, { format: 'm4a-aac' }, { format: 'mp4-h264' }],
  ['no H.264', without('libx264'), svg, { format: 'm4a-aac' }, { format: 'webm-vp9' }],
  ['neither H.264 nor VP9', without('libx264', 'libvpx-vp9'), svg, { format: 'm4a-aac' }, { format: 'mp4-mpeg4' }],
  ['no AAC', without('aac'), svg, { format: 'ogg-opus' }, { format: 'webm-vp9' }],
  ['no sound at all', without('aac', 'libopus'), svg, { lacks: 'no_encoder' }, { lacks: 'no_encoder' }],
  ['nothing that reads SVG', all, [], { format: 'm4a-aac' }, { lacks: 'no_drawings' }],
])('%s', (_, encoders, decoders, audio, mp4) => {
  const skills = encoders && { encoders: new Set(encoders), decoders: new Set(decoders) };
  expect(ableTo(skills)).toEqual({ audio, mp4 });
});
