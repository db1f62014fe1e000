import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { keepCompiled, lightImports } from './ops/lightImports.ts';
import { sentenceFor } from './ops/sentenceFor.ts';
import type { Server } from './server.ts';

/** All parts together must be closed within this; then the process ends anyway. */
const CLOSE_WITHIN = 5000;

const log = createLog('info');
let server: Server | undefined;
let ending = false;

/** Tells whoever started us over IPC. */
const tell = (message: object) => process.send?.(message);

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(code || 1), CLOSE_WITHIN).unref();
  await server?.close().catch((error: unknown) => log.error({ err: error }, 'not closed in order'));
  process.exit(code);
}

process.on('SIGTERM', () => void end(0));
process.on('SIGINT', () => void end(0));
// Whoever started us is gone: nobody would stop us any more.
process.on('disconnect', () => void end(0));
process.on('unhandledRejection', (error) => {
  log.error({ err: error }, 'unhandled rejection');
});
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught exception');
  void end(1);
});

try {
  const config = readConfig();
  log.level = config.logLevel;
  lightImports(config.dataDir);
  const { createServer } = await import('./server.ts');
  server = await createServer(config, { log });
  keepCompiled();
  const { port, demo, firstAdminLink, storeTrouble } = server;
  tell({
    type: 'ready',
    port,
    ...(demo && { demo }),
    ...(firstAdminLink && { firstAdminLink }),
    ...(storeTrouble && { storeTrouble }),
  });
} catch (error) {
  const message = sentenceFor(error);
  log.fatal({ err: error }, 'server did not start');
  tell({ type: 'failed', message });
  await end(1);
}
