import { leaveFolder, takeFolder } from './dataLock.mjs';
import { startInstallation } from './installation.mjs';
import { onStopRequest } from './stopping.mjs';

/**
 * Runs an installation until it is asked to stop, or until a part of it can't go on.
 *
 * @param {import('./processes.mjs').Settings} settings
 * @param {{worker: string, nodeArgs?: object, keep?: import('./installation.mjs').Keep}} options
 * @param {(ready: object) => Promise<{stop: () => Promise<void>} | void> | void} onReady may start what goes on top
 * @returns {Promise<never>} ends the process: 0 after a wish, 1 after a failure
 */
export async function runUntilStopped(settings, options, onReady) {
  const abort = new AbortController();
  let end;
  const ended = new Promise((resolve) => (end = resolve));
  onStopRequest((again) => {
    if (again) process.exit(130);
    abort.abort();
    end(0);
  });
  takeFolder(settings.dataDir, settings.publicUrl);
  let code = 1;
  try {
    const giveUp = (error) => {
      console.error(error.message);
      end(1);
    };
    const installation = await startInstallation(settings, { ...options, signal: abort.signal, giveUp });
    const top = abort.signal.aborted ? undefined : await onReady(installation.ready);
    code = await ended;
    await top?.stop();
    await installation.stop();
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    code = 0;
  } finally {
    leaveFolder(settings.dataDir);
  }
  process.exit(code);
}
