/** What a child types as a code: letters and digits in capitals. The codes know no O and no I, which mean 0 and 1 to most; those go. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-HJ-NP-Z2-9]/g, '');
}
