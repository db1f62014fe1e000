import { isZone } from '@pluriclasse/shared/calendar/zones';
import { describe, expect, it } from 'vitest';
import { resolveZone, type ZoneDefinition } from './resolveZone.ts';
import { byShownName, byWindowsName } from './windowsZones.ts';

const none = new Map<string, ZoneDefinition>();
const zoneOf = (tzid: string, definitions = none) => {
  const found = resolveZone(tzid, definitions);
  return found.kind === 'iana' ? found.zone : found.kind === 'fixed' ? found.minutes : found.code;
};

describe('the table of Windows names', () => {
  it('has only zones that the runtime knows', () => {
    expect([...byWindowsName.values(), ...byShownName.values()].filter((zone) => !isZone(zone))).toEqual([]);
    expect(byWindowsName.size).toBeGreaterThan(130);
  });
});

describe('a TZID', () => {
  it.each([
    ['Europe/Rome', 'Europe/Rome'],
    ['US/Central', 'US/Central'],
    ['/Europe/Stockholm', 'Europe/Stockholm'],
    ['/citadel.org/20210210_1/Europe/Berlin', 'Europe/Berlin'],
    ['/freeassociation.sourceforge.net/America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
    ['TZID=Europe/Madrid', 'Europe/Madrid'],
    ['TZID=TZID=Europe/Madrid', 'Europe/Madrid'],
    ['"Europe/Paris"', 'Europe/Paris'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['GTB Standard Time', 'Europe/Bucharest'],
    ['romance standard time', 'Europe/Paris'],
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['(UTC-05:00) Eastern Time (US and Canada)', 'America/New_York'],
    ['(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Berlin'],
    ['(GMT+01.00) Sarajevo/Warsaw/Zagreb', 'zone_ambiguous'],
    ['(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London', 'Europe/London'],
    ['(UTC-03:00) Brasília', 'America/Sao_Paulo'],
    ['(UTC+07:00) Bangkok\\, Hanoi\\, Jakarta', 'Asia/Bangkok'],
    ['UTC', 'UTC'],
    // The words and the offset contradict each other.
    ['(UTC+09:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'zone_ambiguous'],
    // An offset says nothing of summers.
    ['(GMT +01:00)', 'zone_ambiguous'],
    ['GMT+0100', 'zone_ambiguous'],
    ['+01:00', 'zone_ambiguous'],
    ['Customized Time Zone', 'zone_ambiguous'],
    ['Europe/Germany', 'zone_unknown'],
    ['../../secret/zone', 'zone_unknown'],
    ['<script>', 'zone_unknown'],
    ['', 'zone_unknown'],
  ])('%s is %s', (tzid, zone) => {
    expect(zoneOf(tzid)).toBe(zone);
  });

  it('is believed by its name, not by what the file says of it', () => {
    const wrong = new Map([['Europe/Rome', { offsets: [300], location: undefined }]]);
    expect(zoneOf('Europe/Rome', wrong)).toBe('Europe/Rome');
  });

  it('without a known name is what the file says, when that leaves no doubt', () => {
    const definitions = new Map<string, ZoneDefinition>([
      ['UTC+11', { offsets: [660, 660], location: undefined }],
      ['Our zone', { offsets: [60, 120], location: 'Europe/Rome' }],
      ['Customized Time Zone', { offsets: [-240, -300], location: undefined }],
      ['Broken', { offsets: [Number.NaN], location: undefined }],
      ['Empty', { offsets: [], location: undefined }],
    ]);
    expect(zoneOf('UTC+11', definitions)).toBe(660);
    expect(zoneOf('Our zone', definitions)).toBe('Europe/Rome');
    expect(zoneOf('Customized Time Zone', definitions)).toBe('zone_custom');
    expect(zoneOf('Broken', definitions)).toBe('zone_custom');
    expect(zoneOf('Empty', definitions)).toBe('zone_custom');
  });
});
