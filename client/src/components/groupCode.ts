/** Groups a code for reading: `groupCode('K7M42', 3)` is `K7M 42`. Hyphens and spaces that it has go first. */
export function groupCode(code: string, size: number): string {
  return (code.replace(/[\s-]/g, '').match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(' ');
}
