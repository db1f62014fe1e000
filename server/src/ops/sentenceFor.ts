/** What one can do about the failures that a fresh installation meets; of Node's errors, by code. */
const advice: Readonly<Record<string, (error: NodeJS.ErrnoException & { port?: number }) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port ?? ''} is taken by another program: set PORT to another one.`,
  EADDRNOTAVAIL: () => 'This computer does not have the address that HOST names.',
  EACCES: ({ path, port }) =>
    path === undefined
      ? `Port ${port ?? ''} is reserved: set PORT to 1024 or more.`
      : `${path} can't be written: set DATA_DIR to a folder that this user may write to.`,
  EROFS: ({ path }) => `${path ?? 'The data folder'} is read-only: set DATA_DIR to a folder that can be written.`,
  ENOSPC: () => 'The disk is full.',
};

/** One sentence for the person who starts the server. */
export function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return 'Something unknown went wrong.';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return advice[code]?.(error) ?? error.message;
}
