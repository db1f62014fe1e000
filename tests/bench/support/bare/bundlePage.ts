import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The bare page's script in one piece, as a browser takes it. */
export async function bundlePage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'chrome109',
      rollupOptions: { input: fileURLToPath(new URL('page.ts', import.meta.url)), output: { format: 'es' } },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunk = outputs.flatMap((one) => ('output' in one ? one.output : [])).find((one) => one.type === 'chunk');
  if (chunk === undefined) throw new Error('The bare page was not bundled');
  return chunk.code;
}
