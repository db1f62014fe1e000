/** The grades in a text: `3, 4` or `3–5`; what is no grade is left out. */
export function readGrades(text: string): number[] {
  const grades = new Set<number>();
  for (const [, first, last] of text.matchAll(/(\d+)(?:\s*[-–—]\s*(\d+))?/g)) {
    const [from, to] = [Number(first), Number(last ?? first)];
    for (let grade = from; grade <= Math.min(to, 13); grade++) if (grade >= 1) grades.add(grade);
  }
  return [...grades].toSorted((a, b) => a - b);
}
