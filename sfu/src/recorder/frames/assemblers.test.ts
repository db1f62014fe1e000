import { describe, expect, it } from 'vitest';
import { assembleAv1 } from './assembleAv1.ts';
import { assembleH264 } from './assembleH264.ts';
import { assembleOpus, opusDuration } from './assembleOpus.ts';
import { assembleVp8 } from './assembleVp8.ts';
import { assembleVp9 } from './assembleVp9.ts';
import type { Assemble } from './Frame.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const run = (assemble: Assemble, payloads: readonly string[]) => {
  const frame = assemble(payloads.map(hex));
  return frame && { ...frame, parts: Buffer.concat(frame.parts).toString('hex') };
};
const plain = (text: string) => text.replaceAll(' ', '');

describe('VP8', () => {
  const key = '10 0000 9d012a 4001 b400 aabb';
  const format = { codec: 'vp8', width: 320, height: 180 };
  const delta = '11 0000 aabb';
  it.each([
    ['a key frame', [`10 ${key}`], { key: true, parts: plain(key), format }],
    ['one in two packets', [`10 ${key}`, '00 ccdd'], { key: true, parts: plain(`${key}ccdd`), format }],
    ['a frame that is none', [`10 ${delta}`], { key: false, parts: plain(delta) }],
    ['a second partition', [`10 ${delta}`, '11 ee'], { key: false, parts: plain(`${delta}ee`) }],
    ['a picture id of 7 bits', [`90 80 2a ${delta}`], { key: false, parts: plain(delta) }],
    ['a picture id of 15 bits', [`90 80 ffee ${delta}`], { key: false, parts: plain(delta) }],
    ['all there can be', [`b0 f0 8102 03 44 ${delta}`], { key: false, parts: plain(delta) }],
  ])('is read: %s', (_, payloads, expected) => expect(run(assembleVp8, payloads)).toEqual(expected));

  it.each([
    ['its beginning is missing', ['00 aabb']],
    ['only a later partition begins', ['11 aabb']],
    ['it has no content', ['10']],
    ['its descriptor is longer than the packet', ['90 80 ff']],
    ['a key frame has no start code', ['10 10 0000 000000 4001 b400']],
    ['a key frame ends in its head', ['10 10 0000 9d01']],
    ['nothing came', []],
  ])('is none where %s', (_, payloads) => expect(run(assembleVp8, payloads)).toBeUndefined());
});

describe('VP9', () => {
  const key = '824983420013f00b3604';
  const format = { codec: 'vp9', width: 320, height: 180 };
  const delta = '86000001';
  it.each([
    ['a key frame', [`08 ${key}`], { key: true, parts: key, format }],
    ['one in two packets', [`08 ${key}`, '04 ccdd'], { key: true, parts: `${key}ccdd`, format }],
    ['with a long picture id', [`88 8123 ${key}`], { key: true, parts: key, format }],
    ['layers, not flexible', [`a8 01 20 05 ${key}`], { key: true, parts: key, format }],
    ['layers, flexible, with differences', [`f8 01 20 03 02 ${delta}`], { key: false, parts: delta }],
    ['with a structure', [`8a 01 18 0140 00b4 01 04 07 ${key}`], { key: true, parts: key, format }],
    ['a frame that is no key frame', [`48 ${delta}`], { key: false, parts: delta }],
  ])('is read: %s', (_, payloads, expected) => expect(run(assembleVp9, payloads)).toEqual(expected));

  it.each([
    ['its beginning is missing', ['00 aabb']],
    ['it has no content', ['08']],
    ['its descriptor is longer than the packet', ['8a 01 ff']],
  ])('is none where %s', (_, payloads) => expect(run(assembleVp9, payloads)).toBeUndefined());

  it('is no key frame where its head is cut or wrong', () => {
    expect(run(assembleVp9, ['08 82498342'])?.key).toBe(false);
    expect(run(assembleVp9, ['08 820000000013f00b3604'])?.key).toBe(false);
  });
});

describe('H.264', () => {
  const sps = '6764000dacb202833f3e02200000030020000007 81e28549';
  const pps = '68ebc3cb22c0';
  const small = { sps: '6742c01fd9005005bb01100000030010000003 00a0f1832480', pps: '68cb83cb20' };
  const length = (text: string) => (plain(text).length / 2).toString(16).padStart(4, '0');
  const stap = `18 ${length(sps)} ${sps} ${length(pps)} ${pps}`;
  const idr = '65aabbcc';
  const config = `0164000dffe1${length(sps)}${plain(sps)}01${length(pps)}${pps}fdf8f800`;

  it('is read with its configuration', () => {
    const frame = run(assembleH264, [stap, idr]);
    expect(frame).toMatchObject({ key: true, parts: `00000004${idr}`, format: { width: 320, height: 180 } });
    const found = frame?.format?.codec === 'h264' ? frame.format.config : undefined;
    expect(Buffer.from(found ?? []).toString('hex')).toBe(config);
    expect(run(assembleH264, [sps, pps, idr])).toEqual(frame);
    const other = run(assembleH264, [small.sps, small.pps, idr]);
    expect(other?.format).toMatchObject({ width: 1280, height: 720 });
  });

  it.each([
    ['a plain frame', ['41aabb'], '0000000341aabb'],
    ['one in slices', ['41aabb', '41cc'], '0000000341aabb0000000241cc'],
    ['a fragmented one', ['5c 81 aabb', '5c 01 cc', '5c 41 dd'], '0000000541aabbccdd'],
    ['with a delimiter and a message', ['0910', '0605aa', '41bb'], '000000030605aa0000000241bb'],
    ['a picture to begin with, without its parameters', [idr], `00000004${idr}`],
  ])('is read: %s', (_, payloads, parts) => expect(run(assembleH264, payloads)).toEqual({ key: false, parts }));

  it.each([
    ['its fragments miss the first', ['5c 01 cc', '5c 41 dd']],
    ['a fragment continues another unit', ['41aabb', '5c 01 cc']],
    ['a fragment is empty', ['5c 81']],
    ['an aggregate is cut', ['18 0004 41aa']],
    ['an aggregate holds nothing', ['18 0000']],
    ['there are parameters only', [sps, pps]],
    ['a unit is of no known kind', ['1faabb']],
    ['nothing came', []],
  ])('is none where %s', (_, payloads) => expect(run(assembleH264, payloads)).toBeUndefined());

  it('is no key frame where its parameters are cut', () =>
    expect(run(assembleH264, ['6764', pps, idr])?.key).toBe(false));
});

describe('AV1', () => {
  const sequence = '000000043cfeccdaf90040';
  const whole = `0a0b${sequence}`;
  const format = { codec: 'av1', width: 320, height: 180 };
  it.each([
    ['with a count', [`20 0c08${sequence} 30 aabb`]],
    ['with lengths', [`00 0c08${sequence} 03 30aabb`]],
    ['cut between packets', [`68 0c08${sequence} 30aa`, '90 bb']],
    ['cut in three', [`68 0c08${sequence} 30`, 'd0 aa', '90 bb']],
    ['with sizes of its own', [`20 0d ${whole} 3202aabb`]],
    ['with a delimiter', [`30 02 1200 0c 08${sequence} 30aabb`]],
  ])('is read: %s', (_, payloads) => {
    const frame = run(assembleAv1, payloads);
    expect(frame).toMatchObject({ key: true, parts: `${whole}3202aabb`, format });
    const config = frame?.format?.codec === 'av1' ? frame.format.config : undefined;
    expect(Buffer.from(config ?? []).toString('hex')).toBe(`81000c00${whole}`);
  });

  it.each([
    ['its beginning is missing', ['90 bb']],
    ['its end is', ['50 30aa']],
    ['a part between is', ['50 30aa', '10 30bb']],
    ['a length is longer than the packet', ['00 7f 30aa']],
    ['a length does not end', ['00 ffffffffffff']],
    ['it has no element', ['10']],
    ['there is nothing to show', ['10 1200']],
    ['its sequence header is cut', ['10 08 0000']],
    ['nothing came', []],
  ])('is none where %s', (_, payloads) => expect(run(assembleAv1, payloads)).toBeUndefined());

  it('without a sequence header is no frame to begin with', () =>
    expect(run(assembleAv1, ['10 30aabb'])).toEqual({ key: false, parts: '3202aabb' }));
});

describe('Opus', () => {
  it('is a packet as it comes', () =>
    expect(run(assembleOpus, ['f8aabb'])).toEqual({
      key: true,
      parts: 'f8aabb',
      format: { codec: 'opus', channels: 2 },
    }));

  it.each([
    ['f8', 20],
    ['f9', 40],
    ['e0', 2.5],
    ['f0', 10],
    ['18', 60],
    ['08', 20],
    ['68', 20],
    ['60', 10],
    ['fb 03', 60],
    ['', 10],
  ])('%s lasts %d ms', (packet, length) => expect(opusDuration(hex(packet))).toBe(length));
});
