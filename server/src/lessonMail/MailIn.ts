import { findAppError } from '@pluriclasse/shared/errors';
import { once } from 'node:events';
import type { SMTPServer, SMTPServerDataStream } from 'smtp-server';
import type { Log } from '../log.ts';
import type { LessonReplies, Received } from './lessonReplies.service.ts';
import { LARGEST_REPLY } from './readReply.ts';
import { tokenOf } from './replyAddress.ts';

interface Deps {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly replies: Pick<LessonReplies, 'knows' | 'receive'>;
  readonly log: Log;
}

const CLIENTS = 20;
const SILENCE = 30_000;
const CLOSE_WITHIN = 1000;

/**
 * Takes answers to invitations by SMTP (RFC 5321), from the mail server that our domain's mails come to. It takes mails to
 * tokens' addresses only, one at a time, sends none on, and refuses what is no answer, so that a person who wrote one hears
 * of it from the own mail server.
 */
export class MailIn {
  readonly #server: SMTPServer;
  readonly port: number;

  private constructor(server: SMTPServer, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async create({ host, port, replies, log }: Deps): Promise<MailIn> {
    // Loaded only where it is asked for.
    const { SMTPServer } = await import('smtp-server');
    const server = new SMTPServer({
      banner: 'Pluriclasse',
      size: LARGEST_REPLY,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      maxClients: CLIENTS,
      socketTimeout: SILENCE,
      closeTimeout: CLOSE_WITHIN,
      onRcptTo: ({ address }, { envelope }, callback) => {
        const admit = async () => {
          if (envelope.rcptTo.length > 0) throw refusal(452, '4.5.3 One recipient at a time');
          const token = tokenOf(address);
          if (token === undefined || !(await replies.knows(token))) throw refusal(550, '5.1.1 No such address');
        };
        admit().then(
          () => callback(),
          (error: unknown) => callback(asRefusal(error, log)),
        );
      },
      onData: (stream, { envelope }, callback) => {
        const take = async () => {
          const raw = await collect(stream);
          if (stream.sizeExceeded) throw refusal(552, '5.3.4 Larger than any answer');
          return sentenceFor(await replies.receive(tokenOf(envelope.rcptTo[0]?.address ?? '') ?? '', raw));
        };
        take().then(
          (sentence) => callback(null, sentence),
          (error: unknown) => callback(asRefusal(error, log)),
        );
      },
    });
    // A client that breaks off is no fault of ours.
    server.on('error', (error) => log.debug({ err: error }, 'mail not taken'));
    const listening = server.listen(port, host);
    await once(listening, 'listening');
    const address = listening.address();
    return new MailIn(server, typeof address === 'object' && address !== null ? address.port : port);
  }

  /** Safe twice. */
  async close(): Promise<void> {
    if (this.#server.server.listening) await new Promise<void>((resolve) => this.#server.close(resolve));
  }
}

/** All of it, but no more than what is looked at: the rest of a mail that is too large is let by. */
async function collect(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer; // a byte stream without an encoding gives nothing else
    size += bytes.length;
    if (size <= LARGEST_REPLY) chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Why a mail is not taken, in the words of mail servers (RFC 5321 §4.2: 4yz come again, 5yz never). */
export class Refusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}
const refusal = (code: number, words: string) => new Refusal(code, words);

/** What is answered for whatever was thrown. */
export function asRefusal(error: unknown, log: Log): Refusal {
  if (error instanceof Refusal) return error;
  const known = findAppError(error);
  if (known?.code === 'too_many') return refusal(450, '4.7.1 Too many answers, come again later');
  log[known ? 'warn' : 'error']({ err: error }, 'mail put off');
  return refusal(451, '4.3.0 Come again later');
}

/** What is said to a mail server that brought an answer. @throws Refusal for what is no answer */
export function sentenceFor(received: Received): string {
  switch (received) {
    case 'recorded':
    case 'passed':
      return '2.0.0 Thank you';
    case 'nobody':
      throw refusal(550, '5.1.1 No such address');
    case 'too-large':
      throw refusal(552, '5.3.4 Larger than any answer');
    case 'no-mail':
    case 'no-calendar':
    case 'no-reply':
    case 'malformed':
      throw refusal(
        550,
        '5.6.0 Only answers of calendar programs are read here: please write to the people themselves',
      );
    case 'somebody-else':
    case 'something-else':
      throw refusal(550, '5.7.1 This is no answer to the invitation that was sent to this address');
  }
}
