import type { FeedError } from '@pluriclasse/shared/api/subscriptions';
import { lookup as resolveName, type LookupAddress, type LookupAllOptions } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { isAllowedHost, isAllowedScheme, type AddressRules } from './feedAddress.ts';
import { isPublic } from './isPublic.ts';

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}
export type Fetched =
  | { readonly kind: 'content'; readonly bytes: Uint8Array; readonly validators: Validators }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly code: FeedError; readonly status: number | null };

export interface FetchLimits {
  /** Milliseconds for everything together, redirects and all. */
  readonly time: number;
  readonly bytes: number;
  readonly redirects: number;
}
/** As `dns.lookup` with all addresses. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;
export interface FetchOptions {
  readonly signal?: AbortSignal | undefined;
  readonly limits?: FetchLimits;
  readonly resolve?: Resolve;
}
export const usualLimits: FetchLimits = { time: 20_000, bytes: 5_000_000, redirects: 5 };

class Refused extends Error {}
const failed = (code: FeedError, status: number | null = null): Fetched => ({ kind: 'failed', code, status });

/**
 * Asks for a feed, only if it has changed since. Whatever the other end does, it ends within the limits, and reaches
 * nothing but public addresses: that is looked at for the address to which the connection goes, after the name is
 * resolved and for each redirect, so that no name can lead into our own network.
 */
export async function fetchFeed(
  url: URL,
  { etag, lastModified }: Validators,
  rules: AddressRules,
  { signal, limits = usualLimits, resolve = resolveName }: FetchOptions,
): Promise<Fetched> {
  const deadline = AbortSignal.any([AbortSignal.timeout(limits.time), ...(signal ? [signal] : [])]);
  const conditions = {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
  const lookup = guardedLookup(rules, resolve);
  let at = url;
  try {
    for (let hop = 0; hop <= limits.redirects; hop++) {
      if (!isAllowedScheme(at, rules) || !isAllowedHost(at, rules)) return failed('refused_address');
      const response = await request(at, at.origin === url.origin ? conditions : {}, lookup, deadline);
      const next = redirectOf(response, at);
      if (next === undefined) return await answerOf(response, limits.bytes);
      response.destroy();
      if (next === null) return failed('http_status', response.statusCode ?? null);
      // Who may read it at one host is not told to another.
      if (next.origin !== at.origin) [next.username, next.password] = ['', ''];
      at = next;
    }
    return failed('too_many_redirects');
  } catch (error) {
    if (error instanceof Refused || (error instanceof Error && error.cause instanceof Refused))
      return failed('refused_address');
    return failed(deadline.aborted ? 'timeout' : 'unreachable');
  }
}

function request(url: URL, conditions: object, lookup: LookupFunction, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const client = url.protocol === 'http:' ? http : https;
  const headers = {
    ...conditions,
    accept: 'text/calendar, */*;q=0.1',
    'accept-encoding': 'gzip, identity',
    'user-agent': 'Pluriclasse (calendar feeds)',
  };
  const sent = client.request(url, { headers, signal, agent: false, lookup }, resolve);
  sent.on('error', reject);
  // Without this the connection of a 101 is closed with neither an answer nor an error.
  sent.on('upgrade', (_, socket) => {
    socket.destroy();
    reject(new Error('It would speak another protocol'));
  });
  // Whatever else closes it: nothing comes any more, and once there is an answer this changes nothing.
  sent.on('close', () => reject(new Error('Closed without an answer')));
  sent.end();
  return promise;
}

/** Resolves a name and refuses it when it leads, also only among others, to a private address. */
function guardedLookup(rules: AddressRules, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const [first] = found;
      const allowed = rules.allowPrivate || found.every(({ address }) => isPublic(address));
      if (first === undefined || !allowed) return callback(new Refused('A private address'), '');
      if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

/** Undefined: it is none; null: it leads nowhere. */
function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | null | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return undefined;
  return URL.parse(headers.location ?? '', from.href);
}

async function answerOf(response: IncomingMessage, most: number): Promise<Fetched> {
  const { statusCode: status = 0, headers } = response;
  if (status !== 200) {
    response.destroy();
    if (status === 304) return { kind: 'unchanged' };
    if (status === 401 || status === 403) return failed('needs_sign_in', status);
    return failed(status === 410 ? 'gone' : 'http_status', status);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) {
      response.destroy();
      return failed('too_large', status);
    }
    chunks.push(chunk);
  }
  const bytes = unpacked(Buffer.concat(chunks), headers['content-encoding'], most);
  if (typeof bytes === 'string') return failed(bytes, status);
  return {
    kind: 'content',
    bytes,
    validators: { etag: short(headers.etag), lastModified: short(headers['last-modified']) },
  };
}

function unpacked(bytes: Buffer, encoding: string | undefined, most: number): Uint8Array | FeedError {
  if (encoding === undefined || encoding === 'identity') return bytes;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return 'unreadable';
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    return error instanceof RangeError ? 'too_large' : 'unreadable';
  }
}

/** What comes back with the next call must fit into its headers. */
const short = (value: string | undefined): string | null => (value !== undefined && value.length <= 500 ? value : null);
