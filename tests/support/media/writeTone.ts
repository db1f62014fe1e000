import { writeFileSync } from 'node:fs';

const sampleRate = 48_000;

/** Writes one second of a sine wave (WAV, 48 kHz, mono, 16 bit); whole hertz loop without a click. */
export function writeTone(path: string, hertz: number, amplitude = 0.25): void {
  const samples = Buffer.alloc(sampleRate * 2);
  for (let n = 0; n < sampleRate; n++) {
    samples.writeInt16LE(Math.round(32_767 * amplitude * Math.sin((2 * Math.PI * hertz * n) / sampleRate)), 2 * n);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // channels
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  writeFileSync(path, Buffer.concat([header, samples]));
}
