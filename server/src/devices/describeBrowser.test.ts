import { expect, it } from 'vitest';
import { describeBrowser } from './describeBrowser.ts';

const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

it.each([
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chrome}`, 'Chrome, Chromebook'],
  [`Mozilla/5.0 (Linux; Android 10; K) ${chrome}`, 'Chrome, Android'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Edg/141.0`, 'Edge, Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  ['Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1', 'Safari, iPad'],
  ['', ''],
  ['curl/8', ''],
])('%s', (userAgent, words) => {
  expect(describeBrowser(userAgent)).toBe(words);
});
