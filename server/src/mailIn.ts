import path from 'node:path';
import { LocalBus } from './bus/LocalBus.ts';
import { readConfig } from './config.ts';
import { Database } from './db/Database.ts';
import { LARGEST_REPLY } from './lessonMail/readReply.ts';
import { exitCodes, takePiped } from './lessonMail/takePiped.ts';
import { createLog } from './log.ts';
import { createServices } from './services.ts';
import { DiskFiles } from './storage/DiskFiles.ts';
import { DiskRecordings } from './storage/DiskRecordings.ts';
import { installationSecret } from './storage/installationSecret.ts';

/**
 * Takes one mail from a mail server's pipe (docs/calendars.md): an answer to an invitation. What it prints ends up in the
 * mail server's own refusal, so it is one sentence and no log.
 */
async function takeMail(recipients: readonly string[]): Promise<{ sentence: string; exitCode: number }> {
  const raw = await readAll(process.stdin);
  const config = readConfig();
  const log = createLog('silent');
  const database = await Database.create(config.databaseUrl, log);
  try {
    const services = createServices({
      database,
      files: new DiskFiles(path.join(config.dataDir, 'files')),
      recordings: new DiskRecordings(config.recordingsDir),
      deliveredDir: path.join(config.dataDir, 'delivered'),
      exporting: { ffmpeg: undefined, folder: path.join(config.dataDir, 'exports') },
      bus: new LocalBus(),
      secret: await installationSecret(config.dataDir),
      log,
      now: Date.now,
      here: () => [],
      seated: () => false,
      origin: () => config.publicUrl ?? '',
      sendsMail: config.mail !== undefined,
      lessonMail: undefined,
      privateFeeds: false,
    });
    const taken = await takePiped(services.lessonReplies, recipients, raw, log);
    await services.attendance.close();
    return taken;
  } finally {
    await database.close();
  }
}

/** One byte more than what can be an answer is enough to tell that it is none. */
async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer; // standard input without an encoding gives nothing else
    if (size <= LARGEST_REPLY) chunks.push(bytes);
    size += bytes.length;
  }
  return Buffer.concat(chunks);
}

const { sentence, exitCode } = await takeMail(process.argv.slice(2)).catch(() => {
  return { sentence: '4.3.0 Come again later', exitCode: exitCodes.later };
});
process.stdout.write(`${sentence}\n`);
// Whatever timers there are, there is nothing left to do.
process.exit(exitCode);
