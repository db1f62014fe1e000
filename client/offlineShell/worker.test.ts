import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { beforeEach, describe, expect, test, vi } from 'vitest';

const source = readFileSync(new URL('./worker.js', import.meta.url), 'utf8');
const origin = 'https://school.example';

type Listener = (event: object) => void;
let listeners: Map<string, Listener>;
/** What lies in each cache, by address. */
let kept: Map<string, Map<string, Response>>;
/** What the network answers. */
let network: (address: string) => Promise<Response>;

/** Runs the worker of a build as a browser does. */
function start(version: string, files = [`/assets/main-${version}.js`]): void {
  listeners = new Map();
  const self = {
    location: { origin },
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
  };
  const addressOf = (of: Request | string) => new URL(typeof of === 'string' ? of : of.url, origin).pathname;
  const caches = {
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
    open: async (name: string) => {
      const cache = kept.get(name) ?? new Map<string, Response>();
      kept.set(name, cache);
      return {
        match: async (of: string) => cache.get(addressOf(of))?.clone(),
        put: async (of: string, response: Response) => void cache.set(addressOf(of), response),
        addAll: async (all: string[]) => {
          for (const one of all) cache.set(addressOf(one), await network(one));
        },
      };
    },
  };
  const fetch = (of: Request | string) => network(addressOf(of));
  class AtOrigin extends Request {
    constructor(to: string, init: RequestInit) {
      super(new URL(to, origin), init);
    }
  }
  const setTimer = (run: () => void, ms: number) => setTimeout(run, ms);
  const browser = { self, caches, fetch, Request: AtOrigin, Response, URL, setTimeout: setTimer };
  runInNewContext(source, { ...browser, FILES: files, VERSION: version });
}
async function happen(name: 'install' | 'activate'): Promise<void> {
  let done: Promise<unknown> | undefined;
  listeners.get(name)?.({ waitUntil: (work: Promise<unknown>) => (done = work) });
  await done;
}
/** What a page is answered; `none` where the worker leaves it to the browser. */
async function ask(pathname: string, mode = 'cors', method = 'GET'): Promise<string> {
  let answer: Promise<Response> | undefined;
  const request = { url: `${origin}${pathname}`, mode, method };
  listeners.get('fetch')?.({ request, respondWith: (made: Promise<Response>) => (answer = made) });
  return answer === undefined ? 'none' : (await answer).text();
}
const answers = (text: string, status = 200) => Promise.resolve(new Response(text, { status }));

beforeEach(async () => {
  kept = new Map([['someone-else', new Map<string, Response>()]]);
  network = (address) => answers(`first ${address}`);
  start('1');
  await happen('install');
  await happen('activate');
});

describe('the page of a pupil at home', () => {
  test.each([
    ['comes from the network where there is one', () => answers('now'), 'now'],
    ['is the kept one without a network', () => Promise.reject(new TypeError('Failed')), 'first /home'],
    [
      'is the kept one where a gateway answers for a server that is away',
      () => answers('Bad gateway', 502),
      'first /home',
    ],
    ['tells what the server tells', () => answers('Not here', 404), 'Not here'],
  ])('%s', async (_, answer, expected) => {
    network = answer;
    expect(await ask('/home/capsules/1', 'navigate')).toBe(expected);
  });

  test('is the kept one where the network says nothing for long', async () => {
    vi.useFakeTimers();
    network = () => new Promise(() => undefined);
    const answer = ask('/home', 'navigate');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await answer).toBe('first /home');
    vi.useRealTimers();
  });

  test('has its files without a network, and no answer of the server’s', async () => {
    network = () => Promise.reject(new TypeError('Failed'));
    expect(await ask('/assets/main-1.js')).toBe('first /assets/main-1.js');
    for (const pathname of ['/api/catch-ups', '/media/capsules/1', '/assets/other.js'])
      expect(await ask(pathname)).toBe('none');
    expect(await ask('/assets/main-1.js', 'cors', 'POST')).toBe('none');
    expect([...(kept.get('shell-1')?.keys() ?? [])].sort()).toEqual(['/assets/main-1.js', '/home']);
  });
});

test('a newer build takes the place of the older one, and of nothing else', async () => {
  network = (address) => answers(`second ${address}`);
  start('2');
  await happen('install');
  // Pages of the older one still find theirs.
  expect([...kept.keys()]).toEqual(['someone-else', 'shell-1', 'shell-2']);
  await happen('activate');
  expect([...kept.keys()]).toEqual(['someone-else', 'shell-2']);
  network = () => Promise.reject(new TypeError('Failed'));
  expect(await ask('/home', 'navigate')).toBe('second /home');
});

test('a build of which something does not come is not kept', async () => {
  network = (address) => (address === '/home' ? answers('Bad gateway', 502) : answers('new'));
  start('3');
  await expect(happen('install')).rejects.toThrow('HTTP 502');
});
