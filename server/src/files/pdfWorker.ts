import { answerFrom } from '../apart/answerFrom.ts';
import { checkPdf } from './checkPdf.ts';

/** A process that looks into one PDF and ends. */
answerFrom((bytes: Uint8Array) => checkPdf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
