import { Worker } from 'node:worker_threads';
import type { SearchTask } from './swap.ts';

/** Sources and build lie equally deep: beside this file, with the same ending. */
const script = new URL(`./searchWorker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);
/** Megabytes: 400 wishes of 200 schools take half of it, a single one hardly any. */
const MEMORY = 2048;

export function openSearchWorker(request: SearchTask): Worker {
  return new Worker(script, {
    name: 'search',
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
}
