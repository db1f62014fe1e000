import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const SAMPLE_RATE = 48_000;

/** Whether what is recorded can be decoded here. */
export function hasFfmpeg(): boolean {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Decodes a file's sound by ffmpeg. Returns the share of its energy that lies at a frequency. */
export async function decodeTone(file: string): Promise<(hertz: number) => number> {
  const options = ['-v', 'error', '-i', file, '-f', 's16le', '-ac', '1', '-ar', String(SAMPLE_RATE), '-'];
  const { stdout } = await promisify(execFile)('ffmpeg', options, { encoding: 'buffer', maxBuffer: 100_000_000 });
  const samples = new Int16Array(stdout.buffer, stdout.byteOffset, Math.floor(stdout.length / 2));
  // Whole second by second: a phase that shifts with a lost packet is no other tone.
  return (hertz) => {
    let at = 0;
    let found = 0;
    let energy = 0;
    for (; at + SAMPLE_RATE / 5 <= samples.length; at += SAMPLE_RATE / 5) {
      const window = samples.subarray(at, at + SAMPLE_RATE / 5);
      let real = 0;
      let imaginary = 0;
      for (const [n, sample] of window.entries()) {
        const angle = (2 * Math.PI * hertz * n) / SAMPLE_RATE;
        real += sample * Math.cos(angle);
        imaginary += sample * Math.sin(angle);
        energy += sample * sample;
      }
      found += (2 * (real ** 2 + imaginary ** 2)) / window.length;
    }
    return energy === 0 ? 0 : found / energy;
  };
}
