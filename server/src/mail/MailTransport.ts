import type { MailFailure } from '@pluriclasse/shared/api/mails';
import { createTransport, type NodemailerError, type SMTPTransportOptions, type SendMailOptions } from 'nodemailer';
import type { MailConfig } from '../config.ts';

/** A silent mail server is given up on; whoever is written to by a school waits minutes anyway. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 30_000 };

/** What came of handing a mail over. `server`: nothing can be sent now, whatever the mail. */
export type Outcome =
  | { readonly kind: 'sent'; readonly answer: string }
  | { readonly kind: 'refused' | 'put-off' | 'server'; readonly failure: MailFailure; readonly answer: string };

export type Letterhead = Omit<SendMailOptions, 'from'>;

/** Hands mails to the mail server that is set. */
export class MailTransport {
  readonly #transport: ReturnType<typeof connect>;
  readonly #from: string;
  readonly #ending = new AbortController();
  /** What stands behind the @ of message ids. */
  readonly domain: string;

  constructor({ url, from }: MailConfig) {
    this.#transport = connect(url);
    this.#from = from;
    this.domain = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
  }

  /** Never rejects. */
  async send(mail: Letterhead): Promise<Outcome> {
    try {
      const { response } = await this.#transport.sendMail({
        ...mail,
        from: this.#from,
        // Nothing in a mail makes us read a file or fetch an address.
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: this.#ending.signal,
      });
      return { kind: 'sent', answer: response };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** Breaks off what is being sent. */
  close(): void {
    this.#ending.abort();
    this.#transport.close();
  }
}

function connect(url: string) {
  const options: SMTPTransportOptions = { url, ...timeouts };
  // A password never travels in the clear but to this very computer; `?requireTLS=false` says otherwise.
  const { username, protocol, hostname, searchParams } = new URL(url);
  const near = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (username !== '' && protocol === 'smtp:' && !near && !searchParams.has('requireTLS')) options.requireTLS = true;
  return createTransport(options);
}

/** Codes of Node and OpenSSL for a certificate or a handshake that does not hold. */
const TLS = /CERT|SIGNATURE|^ERR_(TLS|SSL)|EPROTO/;

/** Reads what nodemailer throws; reply codes by RFC 5321 §4.2.1: 4yz try again, 5yz never. */
export function outcomeOf(thrown: unknown): Outcome {
  const error: Partial<NodemailerError> = thrown instanceof Error ? thrown : {};
  const answer = (error.response ?? error.message ?? '').slice(0, 500);
  const refused = (failure: MailFailure): Outcome => {
    const final = (error.responseCode ?? 500) >= 500;
    return final ? { kind: 'refused', failure, answer } : { kind: 'put-off', failure: 'put_off', answer };
  };
  switch (error.code) {
    case 'EENVELOPE':
      if (error.command === 'MAIL FROM') return { kind: 'server', failure: 'sender', answer };
      return refused('recipient');
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return { kind: 'server', failure: 'login', answer };
    case 'ETLS':
    case 'EREQUIRETLS':
      return { kind: 'server', failure: 'tls', answer };
    case 'ESOCKET':
      return { kind: 'server', failure: TLS.test(error.originalCode ?? '') ? 'tls' : 'server_away', answer };
    case 'ECONNECTION':
    case 'ETIMEDOUT':
    case 'EDNS':
    case 'EPROTOCOL':
    case 'EPROXY':
    case 'EABORT':
      return { kind: 'server', failure: 'server_away', answer };
    default:
      return refused('content');
  }
}
