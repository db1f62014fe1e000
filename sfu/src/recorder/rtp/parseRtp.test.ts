import { describe, expect, it } from 'vitest';
import { isRtcp, parseRtp, parseSenderReports } from './parseRtp.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('an RTP packet', () => {
  const fixed = '6f 0102 03040506 0708090a';
  it.each([
    ['plain', `80 ${fixed} aabb`, 'aabb', false],
    ['with a marker', '80 ef 0102 03040506 0708090a aabb', 'aabb', true],
    ['with two contributors', `82 ${fixed} 11111111 22222222 aabb`, 'aabb', false],
    ['with an extension', `90 ${fixed} bede 0001 10203040 aabb`, 'aabb', false],
    ['with padding', `a0 ${fixed} aabb 000003`, 'aabb', false],
    ['with all of it', `b1 ${fixed} 11111111 bede 0000 aabb 01`, 'aabb', false],
  ])('%s is read', (_, packet, payload, marker) => {
    const parsed = parseRtp(hex(packet));
    expect(parsed).toEqual({
      ssrc: 0x0708090a,
      sequence: 0x0102,
      timestamp: 0x03040506,
      marker,
      payload: hex(payload),
    });
  });

  it.each([
    ['empty', ''],
    ['short', '80 6f 0102'],
    ['of another version', `40 ${fixed} aabb`],
    ['without content', `80 ${fixed}`],
    ['of padding alone', `a0 ${fixed} 0002`],
    ['whose padding is longer than itself', `a0 ${fixed} aaff`],
    ['whose extension is longer than itself', `90 ${fixed} bede 00ff aabb`],
    ['that ends within its extension', `90 ${fixed} be`],
  ])('%s is none', (_, packet) => expect(parseRtp(hex(packet))).toBeUndefined());
});

describe('RTCP', () => {
  const report = '80 c8 0006 0000002a 00000002 80000000 00015f90 00000001 00000064';
  it('is told from RTP by its type', () => {
    expect(isRtcp(hex(report))).toBe(true);
    expect(isRtcp(hex('80 65 0000'))).toBe(false);
    expect(isRtcp(hex('80 e5 0000'))).toBe(false);
    expect(isRtcp(hex('80'))).toBe(false);
  });

  it('holds sender reports, several in one datagram, beside other things', () => {
    const source = '81 ca 0002 0000002a 00000000';
    const found = { ssrc: 42, ntp: 2_500, timestamp: 90_000 };
    expect(parseSenderReports(hex(report))).toEqual([found]);
    expect(parseSenderReports(hex(`${report} ${source} ${report}`))).toEqual([found, found]);
    expect(parseSenderReports(hex(source))).toEqual([]);
  });

  it('that is malformed ends where it is', () => {
    expect(parseSenderReports(hex(`${report} 80c8ffff`))).toHaveLength(1);
    expect(parseSenderReports(hex('80c80001 0000002a'))).toEqual([]);
    expect(parseSenderReports(hex('00c80006').subarray(0, 3))).toEqual([]);
    expect(parseSenderReports(hex(report).subarray(0, 20))).toEqual([]);
  });
});
