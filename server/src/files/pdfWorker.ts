import { answerFrom } from '../threads/answerFrom.ts';
import { checkPdf } from './checkPdf.ts';

/** A thread that looks into one PDF and ends. */
await answerFrom((bytes: Uint8Array) => checkPdf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
