import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite dev` finds the server; a build knows nothing of it. */
const server = process.env['SERVER_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
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
