import { toWireError } from '@pluriclasse/shared/errors';
import { parentPort, workerData } from 'node:worker_threads';
import { readUpload } from './formats/readUpload.ts';
import type { ReadAnswer, ReadTask } from './Reader.ts';

/** A thread that reads one upload and ends: what it costs, and what it breaks, stays here. */
const { asked, files, options } = workerData as ReadTask; // Reader gives it
let answer: ReadAnswer;
try {
  answer = { reading: readUpload(asked, files, options) };
} catch (error) {
  answer = { error: toWireError(error) };
}
parentPort?.postMessage(answer);
