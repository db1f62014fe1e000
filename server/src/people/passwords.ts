import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '@pluriclasse/shared/errors';

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
/** Each holds 19 MiB and a thread for some 30 ms: more at once would only queue in the thread pool. */
const CONCURRENT = 2;
const WAITING = 64;

const derive = promisify(argon2);
const queue: (() => void)[] = [];
let running = 0;

/** Runs a hash when there is room. Rejects with `unavailable` while very many wait, which no human crowd causes. */
async function hash(parameters: Argon2Parameters): Promise<Buffer> {
  if (running >= CONCURRENT) {
    if (queue.length >= WAITING) throw new AppError('unavailable', 'Too many sign-ins at once', { retryAfter: 5 });
    await new Promise<void>((resolve) => queue.push(resolve));
  } else running++;
  try {
    return await derive('argon2id', parameters);
  } finally {
    // The place goes straight to the next in line, so that nobody overtakes.
    const next = queue.shift();
    if (next) next();
    else running--;
  }
}

const encode = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** Hashes a password; the result is a PHC string, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await hash({ ...cost, message: password.normalize('NFKC'), nonce });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(nonce)}$${encode(tag)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/**
 * Whether the password fits. Without a stored hash (an unknown address) it does the same work and says no, so that
 * the time tells nobody which addresses exist.
 */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const match = PHC.exec(stored ?? '');
  const [, memory, passes, parallelism, salt = '', tag = ''] = match ?? [];
  const expected = match ? Buffer.from(tag, 'base64') : Buffer.alloc(cost.tagLength);
  const actual = await hash({
    message: password.normalize('NFKC'),
    nonce: match ? Buffer.from(salt, 'base64') : Buffer.alloc(16),
    memory: Number(memory ?? cost.memory),
    passes: Number(passes ?? cost.passes),
    parallelism: Number(parallelism ?? cost.parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected) && match !== null;
}
