/** Whether a part works; rejects with the reason when it doesn't. */
export type Check = () => Promise<void> | void;

const WITHIN = 2000;

/** Asks every part whether this server can do its work now. */
export class Readiness {
  readonly #checks = new Map<string, Check>();

  add(name: string, check: Check): void {
    this.#checks.set(name, check);
  }

  /** `ok` of each part; a part that doesn't answer within two seconds isn't. Never rejects. */
  async read(): Promise<{ ready: boolean; checks: Record<string, boolean> }> {
    const entries = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, await succeeds(check)] as const),
    );
    return { ready: entries.every(([, ok]) => ok), checks: Object.fromEntries(entries) };
  }
}

async function succeeds(check: Check): Promise<boolean> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('late')), WITHIN);
  try {
    await Promise.race([Promise.resolve().then(check), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
