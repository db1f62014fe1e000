import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Contents } from './Contents.ts';
import { fileNames } from './fileNames.ts';
import { revisionOf } from './versionOf.ts';

/** Versions whose contents are at hand: a lesson's thirty viewers ask for each range anew. */
const AT_HAND = 64;
/** Versions that are made at once: who asks for many must not hold up those who watch. */
const AT_ONCE = 2;
/** To make a version takes seconds. */
const ABANDONED = 3_600_000;

/**
 * What is made of capsules for their viewers, in a folder for each version of each. All of it can be made again; so
 * nothing here is waited for by a disk, and a half-made folder has another name.
 */
export class DeliveryCache {
  readonly #folder: string;
  readonly #making = new Map<string, Promise<Contents>>();
  readonly #atHand = new Map<string, Contents>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where the files of a version lie. */
  pathOf(capsuleId: CapsuleId, version: string, file: string): string {
    return path.join(this.#folder, capsuleId, version, file);
  }

  /**
   * The contents of a version, made when nobody has asked for it yet: those who ask at once wait for the same work.
   * Older versions are then gone; and so is this one if there is a newer one already, whose links alone hold.
   * @throws AppError `unavailable`, reason `disk_full`
   */
  async get(capsuleId: CapsuleId, version: string, make: (folder: string) => Promise<Contents>): Promise<Contents> {
    const found = await this.find(capsuleId, version);
    if (found) return found;
    const key = `${capsuleId}/${version}`;
    let making = this.#making.get(key);
    if (making === undefined) {
      making = this.#inTurn(() => this.#make(capsuleId, version, make)).finally(() => this.#making.delete(key));
      this.#making.set(key, making);
    }
    return making;
  }

  /** Undefined when it is not made, or no more: whoever has the folder, or another server, may have taken it away. */
  async find(capsuleId: CapsuleId, version: string): Promise<Contents | undefined> {
    const key = `${capsuleId}/${version}`;
    const known = this.#atHand.get(key);
    const file = this.pathOf(capsuleId, version, fileNames.contents);
    try {
      if (known === undefined) return this.#keep(key, Contents.parse(JSON.parse(await readFile(file, 'utf8'))));
      await access(file);
      return known;
    } catch (error) {
      this.#atHand.delete(key);
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** All that was made of a capsule, and what is being made of it here. Nothing happens when there is nothing. */
  async remove(capsuleId: CapsuleId): Promise<void> {
    await Promise.allSettled([...this.#making].flatMap(([key, made]) => (key.startsWith(capsuleId) ? made : [])));
    for (const key of this.#atHand.keys()) if (key.startsWith(capsuleId)) this.#atHand.delete(key);
    await rm(path.join(this.#folder, capsuleId), { recursive: true, force: true });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy >= AT_ONCE) await new Promise<void>((turn) => void this.#waiting.push(turn));
    else this.#busy += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, or given back.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy -= 1;
    }
  }

  async #make(capsuleId: CapsuleId, version: string, make: (folder: string) => Promise<Contents>): Promise<Contents> {
    const own = path.join(this.#folder, capsuleId);
    const half = path.join(own, `.${randomUUID()}`);
    try {
      await mkdir(half, { recursive: true, mode: 0o700 });
      const contents = await make(half);
      // Another server that shares the folder may have been first: what it made is the same.
      await rename(half, path.join(own, version)).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
      });
      await this.#removeOthers(capsuleId, version);
      return this.#keep(`${capsuleId}/${version}`, contents);
    } catch (error) {
      if (['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES'].includes(codeOf(error))) {
        throw new AppError('unavailable', 'No room to make it ready', { reason: 'disk_full', cause: error });
      }
      throw error;
    } finally {
      await rm(half, { recursive: true, force: true });
    }
  }

  /** What another server is still making stays; what one was making when it was killed does not. */
  async #removeOthers(capsuleId: CapsuleId, version: string): Promise<void> {
    const own = path.join(this.#folder, capsuleId);
    const names = await readdir(own);
    const newest = names.filter((name) => !name.startsWith('.')).reduce(newerOf, version);
    for (const name of names) {
      if (name === newest) continue;
      if (name.startsWith('.') && (await ageOf(path.join(own, name))) < ABANDONED) continue;
      this.#atHand.delete(`${capsuleId}/${name}`);
      await rm(path.join(own, name), { recursive: true, force: true });
    }
  }

  #keep(key: string, contents: Contents): Contents {
    this.#atHand.set(key, contents);
    const [oldest] = this.#atHand.keys();
    if (this.#atHand.size > AT_HAND && oldest !== undefined) this.#atHand.delete(oldest);
    return contents;
  }
}

/** Of two of one revision the first. */
const newerOf = (one: string, other: string): string => (revisionOf(other) > revisionOf(one) ? other : one);

/** Of something that is gone already: as if it were new. */
const ageOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
