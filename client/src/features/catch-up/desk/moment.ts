/** Milliseconds as minutes and seconds: 0:05, 62:30. */
export function momentText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** @returns milliseconds, undefined for what is no moment */
export function readMoment(text: string): number | undefined {
  const match = /^(\d{1,3})[:.](\d{2})$/.exec(text.trim());
  const [, minutes = '', seconds = ''] = match ?? [];
  if (match === null || Number(seconds) >= 60) return undefined;
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
}
