import { AppError } from '@pluriclasse/shared/errors';
import { isIP } from 'node:net';
import { isPublic } from './isPublic.ts';

export interface AddressRules {
  /** Whether feeds may lie in private networks, and come without TLS: for schools with a server of their own. */
  readonly allowPrivate: boolean;
}

/**
 * Reads the address of a feed: `https:`, or `webcal:`, which is the same by another name.
 * @throws AppError `bad_request` with reason `feed_address` or `feed_refused`
 */
export function readFeedAddress(text: string, rules: AddressRules): URL {
  const url = URL.parse(text.trim().replace(/^webcals?:/i, 'https:'));
  if (url === null || !isAllowedScheme(url, rules) || url.hostname === '') {
    throw new AppError('bad_request', 'No address of a feed', { reason: 'feed_address' });
  }
  if (!isAllowedHost(url, rules)) {
    throw new AppError('bad_request', 'A private address', { reason: 'feed_refused' });
  }
  url.hash = '';
  return url;
}

export const isAllowedScheme = ({ protocol }: URL, { allowPrivate }: AddressRules): boolean =>
  protocol === 'https:' || (allowPrivate && protocol === 'http:');

/** Addresses by number are looked at here, since no name is resolved for them; names when they are resolved. */
export function isAllowedHost({ hostname }: URL, { allowPrivate }: AddressRules): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (allowPrivate) return true;
  return isIP(bare) === 0 ? !/(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(bare) : isPublic(bare);
}

/** What may be shown of an address: path and query may be a secret, and so may be what stands before the host. */
export const maskAddress = (address: string): string => {
  const url = URL.parse(address);
  return url === null ? '…' : `${url.protocol}//${url.host}/…`;
};
