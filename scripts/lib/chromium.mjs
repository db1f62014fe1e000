/** A Chromium for the tests: Debian's, elsewhere Playwright's own. */
import fs from 'node:fs';
import { osRelease } from '../worker/place.mjs';
import { hasApt, installPackages } from './apt.mjs';
import { run } from './run.mjs';
import { step } from './steps.mjs';

const DEBIANS = '/usr/bin/chromium';

/** @returns {Promise<string | undefined>} the path of the program; undefined: the one that Playwright knows of */
export async function ensureChromium() {
  const named = process.env.CHROMIUM_BIN;
  if (named) return named;
  if (fs.existsSync(DEBIANS)) return DEBIANS;
  // (Ubuntu's package of that name is an empty one.)
  if (hasApt() && osRelease().ID === 'debian') {
    await installPackages(['chromium'], 'Chromium');
    return DEBIANS;
  }
  const failure = 'Playwright could not install its Chromium: see above, or name one in CHROMIUM_BIN.';
  await step('Installing Chromium', () => run('playwright', ['install', '--with-deps', 'chromium'], { failure }));
  return undefined;
}
