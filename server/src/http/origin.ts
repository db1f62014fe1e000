/** What of a request tells where it came from; Node's and Fastify's both fit. */
interface Asked {
  readonly headers: { readonly origin?: string | undefined; readonly host?: string | undefined };
}

/**
 * Whether a request comes from a page of ours: browsers name the page's origin with every request that can change
 * something. One without it comes from no page, so no person's cookies can have been abused.
 *
 * @param publicUrl the installation's own address, if it is configured
 * @param host what the browser asked for, if a trusted proxy in between says so
 */
export function isOwnOrigin(request: Asked, publicUrl: string | undefined, host = request.headers.host): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (origin === publicUrl) return true;
  const page = URL.parse(origin);
  return page !== null && page.host === host?.toLowerCase();
}
