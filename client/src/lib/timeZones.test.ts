import { expect, test } from 'vitest';
import { timeZones, zoneCity, zoneName } from './timeZones.ts';

test('a zone is named in the language', () => {
  expect(zoneName('Europe/Rome', 'en')).toBe('Central European Time');
  expect(zoneName('Europe/Rome', 'it')).toBe('Ora dell’Europa centrale');
});

test('a zone that is not known here keeps its name', () => {
  expect(zoneName('Europe/Atlantis', 'it')).toBe('Europe/Atlantis');
  expect(timeZones('Europe/Atlantis')).toContain('Europe/Atlantis');
});

test('a city is the last part of a zone', () => {
  expect(zoneCity('Europe/San_Marino')).toBe('San Marino');
  expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  expect(zoneCity('UTC')).toBe('UTC');
});
