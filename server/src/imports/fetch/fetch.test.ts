import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { maskAddress, readFeedAddress } from './feedAddress.ts';
import { fetchFeed } from './fetchFeed.ts';
import { isPublic } from './isPublic.ts';

describe('an IP address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '2a00:1450:4009::1'])(
    '%s is public',
    (ip) => {
      expect(isPublic(ip)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fd00::1',
    'fc00::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:0:1::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is not', (ip) => {
    expect(isPublic(ip)).toBe(false);
  });
});

describe('the address of a feed', () => {
  const strict = { allowPrivate: false };
  it.each([
    ['https://school.example/a.ics', 'https://school.example/a.ics'],
    [' webcal://school.example/a.ics#x ', 'https://school.example/a.ics'],
  ])('%s is %s', (text, href) => {
    expect(readFeedAddress(text, strict).href).toBe(href);
  });

  it.each([
    ['http://school.example/a.ics', 'feed_address'],
    ['file:///etc/passwd', 'feed_address'],
    ['ftp://school.example', 'feed_address'],
    ['javascript:alert(1)', 'feed_address'],
    ['school.example', 'feed_address'],
    ['https://', 'feed_address'],
    ['https://127.0.0.1/', 'feed_refused'],
    ['https://2130706433/', 'feed_refused'],
    ['https://0x7f.1/', 'feed_refused'],
    ['https://[::1]/', 'feed_refused'],
    ['https://[::ffff:7f00:1]/', 'feed_refused'],
    ['https://169.254.169.254/latest/meta-data', 'feed_refused'],
    ['https://localhost:5432/', 'feed_refused'],
    ['https://db.internal./', 'feed_refused'],
  ])('%s is refused', (text, reason) => {
    expect(() => readFeedAddress(text, strict)).toThrow(expect.objectContaining({ code: 'bad_request', reason }));
  });

  it('is shown without what may be a secret', () => {
    expect(maskAddress('https://me:pw@cal.example:8443/private-0123/basic.ics?key=s3cret')).toBe(
      'https://cal.example:8443/…',
    );
  });
});

describe('a name', () => {
  it('that leads to a private address, also only among others, is never connected to', async () => {
    for (const found of [['127.0.0.1'], ['93.184.216.34', '10.0.0.5'], ['fe80::1']]) {
      const fetched = await fetchFeed(
        new URL('https://rebound.example/a.ics'),
        { etag: null, lastModified: null },
        { allowPrivate: false },
        {
          resolve: (_, __, callback) =>
            callback(
              null,
              found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
            ),
        },
      );
      expect(fetched).toEqual({ kind: 'failed', code: 'refused_address', status: null });
    }
  });
});

describe('a server that answers no HTTP as one expects', () => {
  const answers = new Map<string, string>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (asked) => {
      const answer = answers.get(/^GET (\S+)/.exec(asked.toString('latin1'))?.[1] ?? '') ?? '';
      // What is only begun stays open.
      if (answer.endsWith('…')) socket.write(answer.slice(0, -1));
      else socket.end(answer);
    });
  }).listen(0, '127.0.0.1');
  afterAll(() => void server.close());

  it.each([
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n…'],
    ['another protocol, and ends', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'],
    ['101 alone', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['a hint and nothing more', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
    ['to go on and nothing more', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['nothing', ''],
    ['half a head', 'HTTP/1.1 200 OK\r\nContent-'],
    ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nBEGIN'],
    ['something else', '220 mail.example ESMTP\r\n'],
  ])('but %s has failed at once', async (what, answer) => {
    if (!server.listening) await once(server, 'listening');
    const path = `/${encodeURIComponent(what)}`;
    answers.set(path, answer);
    const { port } = server.address() as AddressInfo; // it listens on TCP
    const url = new URL(`http://127.0.0.1:${port}${path}`);
    const fetched = await fetchFeed(url, { etag: null, lastModified: null }, { allowPrivate: true }, {});
    expect(fetched).toMatchObject({ kind: 'failed', code: /101 alone/.test(what) ? 'http_status' : 'unreachable' });
  });
});
