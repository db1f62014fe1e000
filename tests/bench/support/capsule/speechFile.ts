import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../support/product/root.ts';
import { seededRandom } from '../../../support/board/seededRandom.ts';

const RATE = 48_000;
/** Where human voices lie, beside the checkout. */
export const voicesFolder = path.join(root, '../shared/data/speech/real');

/** What a microphone hears: seconds, and whether people really said it. */
export interface SpeechFile {
  readonly file: string;
  readonly seconds: number;
  readonly real: boolean;
}

/**
 * Two minutes of human voices, one after the other with their own short pauses, where they lie beside the checkout and
 * ffmpeg can read them; else noise in syllables and sentences, which costs an encoder about as much.
 */
export function speechFile(into: string, folder: string): SpeechFile {
  const file = path.join(into, 'speech.wav');
  const real = existsSync(folder) && spawnSync('ffmpeg', ['-version']).status === 0;
  const samples = real ? readVoices(folder) : syllables(120);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  writeFileSync(file, Buffer.concat([header, samples]));
  return { file, seconds: samples.length / 2 / RATE, real };
}

function readVoices(folder: string): Buffer {
  const files = readdirSync(folder).filter((name) => /\.(flac|wav)$/.test(name));
  const decode = (name: string) =>
    execFileSync(
      'ffmpeg',
      ['-v', 'error', '-i', path.join(folder, name), '-ac', '1', '-ar', String(RATE), '-f', 's16le', '-'],
      {
        maxBuffer: 100_000_000,
      },
    );
  return Buffer.concat(files.map(decode));
}

/** Five syllables a second of coloured noise, a breath after each sentence of three seconds. */
function syllables(seconds: number): Buffer {
  const random = seededRandom(11);
  const samples = Buffer.alloc(seconds * RATE * 2);
  let low = 0;
  for (let n = 0; n < seconds * RATE; n++) {
    const time = n / RATE;
    low += 0.15 * (random() - 0.5 - low);
    const loud = time % 3.4 > 3 ? 0 : Math.sin(Math.PI * ((time * 5) % 1)) ** 2;
    const voiced = Math.sin(2 * Math.PI * 140 * time) + 0.5 * Math.sin(2 * Math.PI * 700 * time);
    samples.writeInt16LE(Math.round(9_000 * loud * (low * 4 + 0.4 * voiced)), 2 * n);
  }
  return samples;
}
