import { answerFrom } from '../apart/answerFrom.ts';
import { readUpload } from './formats/readUpload.ts';
import type { ReadTask } from './Reader.ts';

/** A process that reads one upload and ends: what it costs, and what it breaks, stays here. */
answerFrom(({ asked, files, options }: ReadTask) => readUpload(asked, files, options));
