import { mkdir, open, statfs, unlink, writeFile } from 'node:fs/promises';

/** A file that only grows. */
export interface AppendFile {
  /** Writes all of it, or rejects. */
  append(bytes: Uint8Array): Promise<void>;
  /** Cuts what a failed write has left. */
  cut(size: number): Promise<void>;
  /** Resolves when its bytes outlast a crash of the machine. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What the recorder needs of a disk. */
export interface Files {
  makeFolder(path: string): Promise<void>;
  /** Rejects if it is there already. */
  create(path: string): Promise<AppendFile>;
  writeText(path: string, text: string): Promise<void>;
  /** Safe for a file that is not there. */
  remove(path: string): Promise<void>;
  /** Bytes that can still be written in a folder. */
  space(folder: string): Promise<number>;
}

export const diskFiles: Files = {
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async create(path) {
    const file = await open(path, 'wx', 0o600);
    let size = 0;
    return {
      async append(bytes) {
        for (let at = 0; at < bytes.length;) {
          const { bytesWritten } = await file.write(bytes, at, bytes.length - at, size + at);
          at += bytesWritten;
        }
        size += bytes.length;
      },
      cut: (to) => file.truncate(to),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  async writeText(path, text) {
    await writeFile(path, text, { flag: 'wx', mode: 0o600, flush: true });
  },
  async remove(path) {
    await unlink(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  },
  async space(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

/** What the lesson is told of a disk's refusal. */
export function failureOf(error: unknown): 'disk-full' | 'not-writable' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? 'disk-full' : 'not-writable';
}
