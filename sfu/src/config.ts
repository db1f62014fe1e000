import { availableParallelism } from 'node:os';
import path from 'node:path';
import { readS3Settings, type S3Settings } from '@pluriclasse/shared/storage/s3Settings';

export interface Config {
  /** Where the private control port listens. */
  readonly host: string;
  /** 0 takes any free port, which is then told over IPC and in the log. */
  readonly port: number;
  /** Both ends of the control link know it. */
  readonly secret: string;
  /** The address that browsers send media to; a host name is fine. */
  readonly mediaAddress: string;
  /** Where media sockets are bound. */
  readonly mediaListen: string;
  /** UDP and TCP port of the first worker's media, the next worker takes the next one; 0 takes any. */
  readonly mediaPort: number;
  readonly workers: number;
  /** Undefined: where mediasoup's own installation put it. */
  readonly workerBin: string | undefined;
  /** The folder of what is recorded; a server on the same machine reads it there. */
  readonly recordingsDir: string;
  /** Where recordings are brought; undefined: they stay in the folder. */
  readonly s3: S3Settings | undefined;
  /** How long they stay in the folder, too, once the store has them, ms. */
  readonly keepLocal: number;
  readonly logLevel: string;
}

/** Reads the environment, the only place that does. Throws an Error whose message is one sentence for a person. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const secret = env['SFU_SECRET'] ?? '';
  if (secret.length < 16)
    throw new Error('Set SFU_SECRET to the same 16 or more characters for the server and the sfu.');
  const mediaAddress = env['MEDIA_ADDRESS'] || '127.0.0.1';
  return {
    host: env['SFU_HOST'] || '127.0.0.1',
    port: readPort(env, 'SFU_PORT', 0),
    secret,
    mediaAddress,
    mediaListen: env['MEDIA_LISTEN'] || defaultListen(mediaAddress),
    mediaPort: readPort(env, 'MEDIA_PORT', 40_000),
    workers: readCount(env, 'SFU_WORKERS', Math.min(availableParallelism(), 8)),
    workerBin: env['MEDIASOUP_WORKER_BIN'] || undefined,
    recordingsDir: path.resolve(env['RECORDINGS_DIR'] || path.join(env['DATA_DIR'] || 'data', 'recordings')),
    s3: readS3Settings((name) => env[name]),
    keepLocal: readInteger(env, 'S3_KEEP_LOCAL_HOURS', 24, 0, 8_760) * 3_600_000,
    logLevel: env['LOG_LEVEL'] || 'info',
  };
}

/** All interfaces of the address's family, since behind NAT the address is not ours; loopback stays loopback. */
function defaultListen(mediaAddress: string): string {
  if (mediaAddress === '127.0.0.1' || mediaAddress === '::1') return mediaAddress;
  return mediaAddress.includes(':') ? '::' : '0.0.0.0';
}

function readPort(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  return readInteger(env, name, fallback, 0, 65_535);
}

function readCount(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  return readInteger(env, name, fallback, 1, 64);
}

function readInteger(env: NodeJS.ProcessEnv, name: string, fallback: number, least: number, most: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`Set ${name} to a whole number from ${least} to ${most}, not "${text.slice(0, 20)}".`);
}
