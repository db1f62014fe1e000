/** Partials of a small hand bell: ratio to the strike note, loudness, seconds until it has died away. */
const partials = [
  [1, 0.5, 1.6],
  [2, 0.3, 1.2],
  [2.76, 0.18, 0.9],
  [5.4, 0.08, 0.5],
] as const;
const strike = 660;

/** Rings a bell, so that a person can tell whether the loudspeaker works. To be called in a tap. */
export async function ringBell(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const start = context.currentTime + 0.02;
  for (const [ratio, loudness, length] of partials) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = strike * ratio;
    volume.gain.setValueAtTime(loudness, start);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + length);
    if (ratio === 1) tone.addEventListener('ended', () => void context.close());
  }
}
