import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as the server got it. */
export interface ReceivedMail {
  readonly recipients: readonly string[];
  readonly raw: string;
  readonly parsed: Email;
}

export interface TestMailServer {
  readonly port: number;
  readonly received: ReceivedMail[];
  /** Connections so far. */
  readonly connections: () => number;
  /** What it says to each command; tests change it. A number is an SMTP reply code, `drop` cuts the connection. */
  readonly answers: { recipient?: number; data?: number | 'drop' | 'drop-after'; greeting?: number; sender?: number };
  close(): Promise<void>;
}

/** A real mail server on a free port of this computer. */
export async function startMailServer(options: SMTPServerOptions = {}, host = '127.0.0.1'): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  const answers: TestMailServer['answers'] = {};
  let connections = 0;
  const refusal = (code: number) => Object.assign(new Error(`${code} by the test`), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    logger: false,
    onConnect: (_session, callback) => {
      connections++;
      callback(answers.greeting === undefined ? null : refusal(answers.greeting));
    },
    onMailFrom: (_address, _session, callback) =>
      callback(answers.sender === undefined ? null : refusal(answers.sender)),
    onRcptTo: (_address, _session, callback) =>
      callback(answers.recipient === undefined ? null : refusal(answers.recipient)),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      const { data } = answers;
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (data === 'drop') cut(server);
      });
      stream.on('end', () => {
        if (data === 'drop') return;
        if (typeof data === 'number') {
          callback(refusal(data));
          return;
        }
        const raw = Buffer.concat(chunks).toString('utf8');
        void PostalMime.parse(raw).then((parsed) => {
          received.push({ raw, parsed, recipients: session.envelope.rcptTo.map(({ address }) => address) });
          // Taken, but the client never hears of it.
          if (data === 'drop-after') cut(server);
          else callback(null, 'taken');
        });
      });
    },
    ...options,
  });
  // A client that hangs up is an error to this library; what a test expects it says itself.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  return {
    port: address.port,
    received,
    answers,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Cuts every connection, as a cable does. */
function cut(server: SMTPServer): void {
  for (const connection of server.connections) {
    // The library keeps its sockets to itself; no answer of its own ends a connection in the middle of DATA.
    (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
  }
}
