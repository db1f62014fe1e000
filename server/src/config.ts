import { readS3Settings, type S3Settings } from '@pluriclasse/shared/storage/s3Settings';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from './findProgram.ts';
import type { LogLevel } from './log.ts';

/** TURN servers for browsers. With `secret` each gets credentials of its own that expire (coturn's REST scheme). */
export interface TurnConfig {
  readonly urls: readonly string[];
  readonly username: string | undefined;
  readonly credential: string | undefined;
  readonly secret: string | undefined;
}

/** The mail server, and whom mails are from. */
export interface MailConfig {
  /** `smtp://` (with STARTTLS where the server has it) or `smtps://`, with user, password and port. */
  readonly url: string;
  readonly from: string;
}

/** Where mails are taken by SMTP. */
export interface MailInConfig {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface Config {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The address browsers use, without a slash at its end; undefined: whatever they used. */
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  /** Where the nodes of this computer write what they record. */
  readonly recordingsDir: string;
  /** Where nodes bring what they recorded; undefined: it stays in the folder. */
  readonly s3: S3Settings | undefined;
  /** Bytes of what is fetched from there that may lie in the data folder. */
  readonly s3Cache: number;
  readonly databaseUrl: string;
  /** The program that makes files of capsules; undefined where it is not installed. */
  readonly ffmpeg: string | undefined;
  readonly sfu: { readonly nodes: readonly string[]; readonly secret: string };
  /** The built pages; undefined in tests and while the pages come from a development server. */
  readonly clientDir: string | undefined;
  readonly demo: boolean;
  readonly logLevel: LogLevel;
  readonly turn: TurnConfig | undefined;
  /** Whose `X-Forwarded-*` headers count: addresses or networks of proxies, `true` for any, `false` for none. */
  readonly trustProxy: boolean | string;
  /** Who presents it may read /metrics from anywhere; without it only private addresses may. */
  readonly metricsToken: string | undefined;
  /** Whether schools may follow calendar feeds in private networks, and without TLS. */
  readonly privateFeeds: boolean;
  /** Without it mails are kept and wait. */
  readonly mail: MailConfig | undefined;
  /** Where answers to invitations come in by SMTP; `pipe`: by `npm run mail-in`; undefined: nobody is asked for one. */
  readonly mailIn: MailInConfig | 'pipe' | undefined;
}

/** Reads the environment, the only place that does. Throws an Error whose message is one sentence for a person. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = (name: string) => readSetting(env, name);
  const databaseUrl = read('DATABASE_URL');
  if (databaseUrl === undefined) throw new Error('Set DATABASE_URL to the PostgreSQL database, as postgres://…');
  const dataDir = path.resolve(read('DATA_DIR') ?? 'data');
  return {
    host: read('HOST') ?? '127.0.0.1',
    port: readPort(read('PORT')),
    publicUrl: readPublicUrl(read('PUBLIC_URL')),
    dataDir,
    recordingsDir: path.resolve(read('RECORDINGS_DIR') ?? path.join(dataDir, 'recordings')),
    s3: readS3Settings(read),
    s3Cache: readGigabytes(read('S3_CACHE_GB')),
    databaseUrl,
    ffmpeg: findFfmpeg(read('FFMPEG'), env.PATH),
    sfu: { nodes: list(read('SFU_NODES') ?? read('SFU_URL')), secret: read('SFU_SECRET') ?? '' },
    clientDir: read('CLIENT_DIR'),
    demo: read('DEMO') === '1' && read('EMPTY') !== '1',
    logLevel: readLevel(read('LOG_LEVEL')),
    turn: readTurn(read),
    trustProxy: readTrust(read('TRUST_PROXY')),
    metricsToken: read('METRICS_TOKEN'),
    privateFeeds: read('PRIVATE_FEEDS') === '1',
    mail: readMail(read),
    mailIn: readMailIn(read),
  };
}

/** A setting is a variable, or the content of the file that `NAME_FILE` names, as containers hand over secrets. */
function readSetting(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (cause) {
    throw new Error(`${name}_FILE names ${file}, which can't be read.`, { cause });
  }
}

/** A program that is named must be there; one that is not named may be. `none`: no files are made here. */
function findFfmpeg(named: string | undefined, searchPath: string | undefined): string | undefined {
  if (named === 'none') return undefined;
  const found = findProgram(named ?? 'ffmpeg', searchPath);
  if (named !== undefined && found === undefined)
    throw new Error(`FFMPEG is ${named.slice(0, 80)}, but there is no such program; none does without one.`);
  return found;
}

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function readPort(text = '3000', name = 'PORT'): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${name} is ${text.slice(0, 20)}, but a port is a number from 0 to 65535.`);
}

function readGigabytes(text = '20'): number {
  if (/^\d{1,5}$/.test(text) && text !== '0') return Number(text) * 1e9;
  throw new Error(`S3_CACHE_GB is ${text.slice(0, 20)}, but it must be a whole number of gigabytes, 1 or more.`);
}

function readPublicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Error(`PUBLIC_URL is ${text.slice(0, 80)}, but it must be an address such as https://school.example.`);
  }
  return url.origin;
}

const levels: readonly string[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] satisfies LogLevel[];

function readLevel(text = 'info'): LogLevel {
  if (levels.includes(text)) return text as LogLevel; // it is one of the list's, which are all levels
  throw new Error(`LOG_LEVEL is ${text.slice(0, 20)}, but it must be one of ${levels.join(', ')}.`);
}

function readTurn(read: (name: string) => string | undefined): TurnConfig | undefined {
  const urls = list(read('TURN_URLS'));
  if (urls.length === 0) return undefined;
  const wrong = urls.find((url) => !/^(turns?|stuns?):/.test(url));
  if (wrong) throw new Error(`TURN_URLS has ${wrong.slice(0, 80)}, but each must begin with turn:, turns: or stun:.`);
  return { urls, username: read('TURN_USERNAME'), credential: read('TURN_CREDENTIAL'), secret: read('TURN_SECRET') };
}

function readMail(read: (name: string) => string | undefined): MailConfig | undefined {
  const url = read('SMTP_URL');
  if (url === undefined) return undefined;
  // The address may hold a password: it is not repeated.
  if (!/^smtps?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Error('SMTP_URL must be an address such as smtp://user:password@mail.example.org:587.');
  }
  const from = read('MAIL_FROM');
  if (from === undefined || !/^([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/.test(from)) {
    throw new Error('Set MAIL_FROM to whom mails are from, as Pluriclasse <lessons@school.example>.');
  }
  if (read('PUBLIC_URL') === undefined) {
    throw new Error('Set PUBLIC_URL when SMTP_URL is set: mails carry links.');
  }
  return { url, from };
}

function readMailIn(read: (name: string) => string | undefined): Config['mailIn'] {
  const port = read('MAIL_IN_PORT');
  if (port !== undefined) return { host: read('MAIL_IN_HOST') ?? '127.0.0.1', port: readPort(port, 'MAIL_IN_PORT') };
  const way = read('MAIL_IN');
  if (way === undefined || way === 'pipe') return way;
  throw new Error(`MAIL_IN is ${way.slice(0, 20)}, but it can only be pipe; for SMTP set MAIL_IN_PORT.`);
}

function readTrust(text: string | undefined): boolean | string {
  if (text === undefined || text === '0' || text === 'false') return false;
  return text === '1' || text === 'true' ? true : text;
}
