import type { CapsuleSource } from './CapsuleSource.ts';

/** As long as one waits for a server before what is here is shown without it, in milliseconds. */
const PATIENCE_MS = 3_000;

/**
 * What was taken along, with its captions as the server has them now: teachers correct words after a capsule was taken.
 * Where the server does not answer, they are those that were taken.
 */
export function withCaptionsOf(server: CapsuleSource, taken: CapsuleSource): CapsuleSource {
  let asked: string | undefined;
  let kept: string | undefined;
  return {
    sound: (link) => taken.sound(link),
    manifest: async () => {
      const here = await taken.manifest();
      const now = await soon(server.manifest());
      if (now === undefined || now.revision !== here.revision) return here;
      const { captions: before, ...rest } = here;
      [kept, asked] = [before?.link, now.captions?.link];
      return now.captions ? { ...rest, captions: now.captions } : rest;
    },
    bytes: async (link, options) => {
      if (link !== asked) return taken.bytes(link, options);
      try {
        return await server.bytes(link, options);
      } catch (error) {
        if (kept === undefined) throw error;
        return taken.bytes(kept, options);
      }
    },
  };
}

async function soon<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  try {
    return await Promise.race([answer, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
