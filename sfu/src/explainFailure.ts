import { spawn } from 'node:child_process';
import { workerBin as defaultWorkerBin } from 'mediasoup';
import type { Config } from './config.ts';

/** One sentence for a person on why the node did not start and what to do. */
export async function explainFailure(error: unknown, config: Config | undefined): Promise<string> {
  const message = error instanceof Error ? error.message : String(error);
  if (config === undefined) return message;
  if (/bind\(\) failed|address already in use/i.test(message)) {
    return `The media port ${config.mediaPort} is taken: set MEDIA_PORT to a free one, or stop what uses it.`;
  }
  if (/cannot assign requested address|EADDRNOTAVAIL/i.test(message)) {
    return `This machine has no address ${config.mediaListen}: set MEDIA_LISTEN to one it has, or to 0.0.0.0.`;
  }
  if (/EADDRINUSE/.test(message)) return `The control port ${config.port} is taken: set SFU_PORT to a free one.`;
  return (await explainWorker(config.workerBin ?? defaultWorkerBin)) ?? `The media node did not start: ${message}`;
}

/** Runs the worker by itself to hear why it can't: mediasoup keeps what the loader says for its log. */
function explainWorker(workerBin: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(workerBin, [], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        error.code === 'EACCES'
          ? `The media worker ${workerBin} can't be run: make it executable.`
          : `The media worker ${workerBin} is missing: run npm start, or set MEDIASOUP_WORKER_BIN to where it is.`,
      );
    });
    child.once('close', () => {
      const library = /error while loading shared libraries: ([^\s:]+)/.exec(said)?.[1];
      resolve(library && `The media worker needs the library ${library}: install the package that has it.`);
    });
  });
}
