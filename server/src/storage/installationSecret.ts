import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The secret that keyed hashes of this installation are made with. It lies beside the database, not in it, so that a
 * stolen copy of the tables alone gives away no pattern and no home code.
 */
export async function installationSecret(dataDir: string): Promise<Buffer> {
  const file = path.join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  try {
    // Two servers that share the folder may begin at once: the first one's secret stands.
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url');
  if (secret.length < 32) throw new Error(`${file} is damaged: put back the copy from your backup.`);
  return secret;
}
