import { answerFrom } from '../threads/answerFrom.ts';
import { readUpload } from './formats/readUpload.ts';
import type { ReadTask } from './Reader.ts';

/** A thread that reads one upload and ends: what it costs, and what it breaks, stays here. */
await answerFrom(({ asked, files, options }: ReadTask) => readUpload(asked, files, options));
