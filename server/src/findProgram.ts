import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** Where a program lies: `name` itself if it is a path, else the first of that name in the folders of `searchPath`. */
export function findProgram(name: string, searchPath = ''): string | undefined {
  if (name.includes(path.sep)) return isProgram(path.resolve(name)) ? path.resolve(name) : undefined;
  return searchPath
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
