/** What each process is started with. */
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * @typedef {ReturnType<import('./settings.mjs').readArguments>} Settings
 * @typedef {{settings: Settings, sfuPort: number, secret: string, worker: string}} Plan
 */

/** How Node runs what was built. */
export const builtArgs = { server: ['server/dist/main.js'], sfu: ['sfu/dist/main.js'] };

/** How Node runs the sources. */
export const sourceArgs = {
  server: ['--conditions=source', 'server/src/main.ts'],
  sfu: ['--conditions=source', 'sfu/src/main.ts'],
};

/** @param {Plan} plan */
export const sfuProcess = ({ settings, sfuPort, secret, worker }) => ({
  name: 'sfu',
  env: {
    SFU_PORT: String(sfuPort),
    SFU_SECRET: secret,
    RECORDINGS_DIR: settings.recordingsDir,
    MEDIA_PORT: String(settings.mediaPort),
    MEDIA_ADDRESS: settings.mediaAddress,
    MEDIASOUP_WORKER_BIN: worker,
    // Each worker has a media port of its own; one serves some hundred seats.
    SFU_WORKERS: process.env.SFU_WORKERS || '1',
  },
  logFile: path.join(settings.dataDir, 'logs', 'sfu.log'),
  stopWithinMs: 500,
});

/** Its time to stop is the longest: it tells everybody and writes what is left. All together stay below 5 s. */
export const serverProcess = ({ settings, sfuPort, secret }, databaseUrl) => ({
  name: 'server',
  env: {
    HOST: settings.host,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    DATA_DIR: settings.dataDir,
    RECORDINGS_DIR: settings.recordingsDir,
    DATABASE_URL: databaseUrl,
    SFU_URL: `ws://127.0.0.1:${sfuPort}`,
    SFU_SECRET: secret,
    CLIENT_DIR: path.join(root, 'client', 'dist', 'app'),
    DEMO: settings.demo ? '1' : '',
  },
  logFile: path.join(settings.dataDir, 'logs', 'server.log'),
  stopWithinMs: 3500,
});
