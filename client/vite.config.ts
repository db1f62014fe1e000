import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `vite dev` finds the server; a build knows nothing of it. */
const server = process.env['SERVER_URL'] ?? 'http://127.0.0.1:3000';

/**
 * mediasoup-client carries a handler for each kind of browser since 2017 and for React Native; those below are older
 * than what we promise, so they stay out of the bundle.
 */
const unusedHandlers: Plugin = {
  name: 'unused-mediasoup-handlers',
  apply: 'build',
  enforce: 'pre',
  resolveId: (source) => (/\/handlers\/(Chrome74|ReactNative106)$/.test(source) ? '\0unused-handler' : undefined),
  load: (id) =>
    id === '\0unused-handler' ? 'export const Chrome74 = undefined, ReactNative106 = undefined;' : undefined,
};

// Tests that build the pages run with NODE_ENV=test, with which React would ship its development half.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production';

export default defineConfig({
  plugins: [react(), unusedHandlers],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: {
    proxy: {
      '/api': server,
      '/healthz': server,
      '/signal': { target: server, ws: true },
      '/boards': { target: server, ws: true },
    },
  },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    manifest: true,
    // The oldest browsers that schools are promised: see README, "What it runs on".
    target: ['chrome109', 'firefox115', 'safari16.4'],
    // The content security policy knows no data: fonts, and sprites are referenced by fragment.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 300,
  },
});
