import type { Endpoint } from '@pluriclasse/shared/api/http';
import { speakingAsHeader, type SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type * as z from 'zod/mini';

interface Parts<E extends Endpoint> {
  params?: z.input<E['params']>;
  query?: z.input<E['query']>;
  body?: z.input<E['body']>;
}

/** A browser without a page: keeps its cookies and calls the HTTP interface as somebody. */
export class Api {
  readonly baseUrl: string;
  readonly #cookies = new Map<string, string>();

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** @throws Error with the status and the server's words when the answer is a refusal. */
  async call<E extends Endpoint>(
    endpoint: E,
    parts: Parts<E> = {},
    as: SpeakingAs = 'staff',
  ): Promise<z.infer<E['reply']>> {
    // The endpoint's schemas are of flat records; TypeScript can't see it through the type parameter.
    const params = (parts.params ?? {}) as Record<string, string>;
    const query = (parts.query ?? {}) as Record<string, string>;
    const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const url = new URL(path, this.baseUrl);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const response = await fetch(url, {
      method: endpoint.method,
      headers: {
        [speakingAsHeader]: as,
        cookie: this.cookie,
        origin: this.baseUrl,
        ...(parts.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    if (!response.ok) throw new Error(`${endpoint.method} ${path}: ${response.status} ${text}`);
    return endpoint.reply.parse(text === '' ? {} : JSON.parse(text)) as z.infer<E['reply']>; // parsed by this schema
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
