/** Where things are. Everything that is costly to make is kept outside the checkout. */
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export const cacheDir = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'pluriclasse');

/** Stamps of what was built here; goes with `npm ci`, as what was built should. */
export const stampDir = path.join(root, 'node_modules', '.pluriclasse');

/** Path of a file of an installed package. */
export const packagePath = (...parts) => path.join(root, 'node_modules', ...parts);
