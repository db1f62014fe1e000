import type { SchoolId } from '@pluriclasse/shared/ids';

/** Tells that a school's rooms, kits, classes, staff or agreements are not what they were: what was agreed with it may not hold. */
export class SchoolChanges {
  readonly #listeners = new Set<(schoolId: SchoolId) => void>();

  tell(schoolId: SchoolId): void {
    for (const listener of this.#listeners) listener(schoolId);
  }

  /** @returns A function that ends the subscription. */
  listen(listener: (schoolId: SchoolId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
