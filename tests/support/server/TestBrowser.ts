import type { Endpoint } from '@pluriclasse/shared/api/http';
import { WireError } from '@pluriclasse/shared/errors';
import { speakingAsHeader, type SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type * as z from 'zod/mini';

export interface Answer<Data> {
  readonly status: number;
  readonly headers: Headers;
  /** The reply, parsed by its schema; throws when the server refused. */
  readonly data: Data;
  /** Why the server refused; undefined when it didn't. */
  readonly error: WireError | undefined;
}

interface Parts {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number>;
  readonly body?: unknown;
  readonly as?: SpeakingAs;
  readonly headers?: Record<string, string>;
}

/** A browser without a screen: it keeps cookies and calls endpoints over a real socket. */
export class TestBrowser {
  readonly origin: string;
  readonly cookies = new Map<string, string>();
  /** As whom it speaks unless a call says otherwise. */
  as: SpeakingAs;

  constructor(origin: string, as: SpeakingAs = 'staff') {
    this.origin = origin;
    this.as = as;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Calls an endpoint and answers whatever the server did. */
  async call<E extends Endpoint>(endpoint: E, parts: Parts = {}): Promise<Answer<z.infer<E['reply']>>> {
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parts.params?.[name] ?? ''));
    const url = new URL(path, this.origin);
    for (const [name, value] of Object.entries(parts.query ?? {})) url.searchParams.set(name, String(value));
    const response = await this.fetch(url.pathname + url.search, {
      method: endpoint.method,
      headers: {
        [speakingAsHeader]: parts.as ?? this.as,
        ...(parts.body !== undefined && { 'content-type': 'application/json' }),
        ...parts.headers,
      },
      ...(parts.body !== undefined && {
        body: typeof parts.body === 'string' ? parts.body : JSON.stringify(parts.body),
      }),
    });
    const answer: unknown = await response.json();
    const { status, headers } = response;
    const error = response.ok ? undefined : WireError.parse(answer);
    return {
      status,
      headers,
      error,
      get data() {
        if (error) throw new Error(`${endpoint.method} ${url.pathname}: ${error.code}, ${error.message}`);
        return endpoint.reply.parse(answer) as z.infer<E['reply']>; // parsed by this very schema
      },
    };
  }

  /** Fetches any address, with its cookies; keeps those that come back. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) headers.set('cookie', this.cookieHeader);
    const response = await fetch(new URL(path, this.origin), { redirect: 'manual', ...init, headers });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
