import { AppError } from '@pluriclasse/shared/errors';
import type { DeviceId, LessonId, SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Server as HttpServer } from 'node:http';
import path from 'node:path';
import { LocalBus } from './bus/LocalBus.ts';
import type { Config } from './config.ts';
import { Database } from './db/Database.ts';
import { Demo } from './demo/Demo.ts';
import { demoRoutes } from './demo/demo.routes.ts';
import type { DemoKeys } from './demo/demoFile.ts';
import { mediaRoutes } from './capsules/delivery.routes.ts';
import { captionFileRoutes } from './capsules/captions.routes.ts';
import { exportFileRoutes } from './capsules/exports.routes.ts';
import { calendarRoutes } from './feeds/calendar.routes.ts';
import { createApp } from './http/createApp.ts';
import { createFileDoor } from './http/fileDoor.ts';
import { FloodGate, type FloodLimits } from './http/flood.ts';
import { servePages } from './http/pages.ts';
import { createServe } from './http/serve.ts';
import { openJobs } from './jobs.ts';
import { createLog, type Log } from './log.ts';
import { MailIn } from './lessonMail/MailIn.ts';
import { MailTransport } from './mail/MailTransport.ts';
import { Postman } from './mail/Postman.ts';
import { Clockwork } from './ops/Clockwork.ts';
import { Housekeeping } from './ops/Housekeeping.ts';
import { Metrics } from './ops/Metrics.ts';
import { opsRoutes } from './ops/ops.routes.ts';
import { Readiness } from './ops/Readiness.ts';
import { speedRoutes } from './ops/speed.routes.ts';
import { openLive, type Live } from './openLive.ts';
import { openRoutes } from './routes.ts';
import { invitationLink } from './people/invitationLink.ts';
import { createServices, type Services } from './services.ts';
import { installationSecret } from './storage/installationSecret.ts';
import { openStorage } from './storage/openStorage.ts';

/** What tests replace. */
export interface ServerDeps {
  readonly log?: Log;
  readonly now?: Now;
  readonly flood?: FloodLimits;
  /** Milliseconds between looks at what is due (jobs, mails); 0: only when asked to. */
  readonly tickEvery?: number;
}

export interface Server {
  readonly port: number;
  /** Where the other doors (sockets, boards) are attached. */
  readonly http: HttpServer;
  readonly services: Services;
  readonly live: Live;
  /** Does what has to be done again and again. */
  readonly clockwork: Clockwork;
  /** Sends the mails; undefined while no mail server is set. */
  readonly postman: Postman | undefined;
  /** Takes answers to invitations; undefined while no port is set for it. */
  readonly mailIn: MailIn | undefined;
  /** What opens the demo network, with DEMO=1. */
  readonly demo: DemoKeys | undefined;
  /** Opens the account of the first administrator, once, while there is no staff. */
  readonly firstAdminLink: string | undefined;
  /** One sentence on why recordings can't reach the store that is set; undefined when they can, or none is. */
  readonly storeTrouble: string | undefined;
  /** Closes the doors, then what runs, then the database. Safe twice. */
  close(): Promise<void>;
}

/** Makes the whole server and opens its doors: the one place of wiring. */
export async function createServer(config: Config, deps: ServerDeps = {}): Promise<Server> {
  const log = deps.log ?? createLog(config.logLevel);
  const now = deps.now ?? Date.now;
  const secret = await installationSecret(config.dataDir);
  const database = await Database.create(config.databaseUrl, log);
  const bus = new LocalBus();
  const closers: (() => Promise<void>)[] = [() => database.close(), () => bus.close()];
  let closing: Promise<void> | undefined;
  /** What was opened last is closed first. */
  const close = () => (closing ??= closers.reduceRight((before, closer) => before.then(closer), Promise.resolve()));

  try {
    // Running lessons are made of these services and come after them.
    let live: Live | undefined;
    const here = (lessonId: LessonId): readonly SchoolId[] => live?.here(lessonId) ?? [];
    const seated = (deviceId: DeviceId): boolean => live?.seated(deviceId) ?? false;
    let publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
    const origin = () => publicUrl;
    const inData = (name: string) => path.join(config.dataDir, name);
    const storage = await openStorage(
      { ...config, filesDir: inData('files'), fetchedDir: inData('fetched'), fetchedMost: config.s3Cache },
      { log, now },
    );
    closers.push(async () => storage.close());
    // Lessons run and are recorded without the store, so nothing waits for it; whoever runs this hears of it.
    const checked = storage.check();
    const sendsMail = config.mail !== undefined;
    const lessonMail = config.mail && { from: config.mail.from, readsReplies: config.mailIn !== undefined };
    const services = createServices({
      database,
      files: storage.files,
      recordings: storage.recordings,
      deliveredDir: inData('delivered'),
      exporting: { ffmpeg: config.ffmpeg, folder: inData('exports') },
      bus,
      secret,
      log,
      now,
      here,
      seated,
      origin,
      sendsMail,
      lessonMail,
      privateFeeds: config.privateFeeds,
    });
    closers.push(() => services.attendance.close());
    closers.push(() => services.rechecks.close());
    closers.push(() => services.preparation.close());
    closers.push(() => services.exporting.close());
    const { sessions, invitations, pairing, searches } = services;
    const housekeeping = new Housekeeping(
      [() => sessions.sweep(), () => invitations.sweep(), () => pairing.sweep(), () => searches.sweep()],
      log,
    );
    closers.push(() => housekeeping.close());
    const { tickEvery } = deps;
    const postman =
      config.mail &&
      new Postman({ db: database.db, now, log, transport: new MailTransport(config.mail), every: tickEvery });
    closers.push(async () => postman?.close());
    const clockwork = new Clockwork({ db: database.db, now, log, tickEvery });
    closers.push(() => clockwork.close());
    openJobs(clockwork, services);
    const demo = config.demo
      ? await Demo.create({
          ...services,
          dataDir: config.dataDir,
          recordingsDir: config.recordingsDir,
          db: database.db,
          log,
          now,
        })
      : undefined;
    if (demo) closers.push(() => demo.close());
    const metrics = new Metrics();
    metrics.watchPool(database.pool);
    const readiness = new Readiness();
    readiness.add('database', () => database.ping());

    const app = await createApp(config, log);
    closers.push(() => app.close());
    // Before the door: whoever waits for a search gets an answer, and doesn't hold it open.
    closers.push(() => searches.close());
    opsRoutes(app, { metrics, readiness, metricsToken: config.metricsToken });
    const flood = new FloodGate(deps.flood);
    const doorDeps = { sessions, flood, publicUrl: config.publicUrl };
    const serve = createServe(app, doorDeps);
    speedRoutes(app, { sessions, pass: ({ ip }) => flood.pass(ip, undefined) });
    calendarRoutes(app, {
      feeds: services.feeds,
      pass: ({ ip }) => flood.pass(ip, undefined),
      publicUrl: config.publicUrl,
    });
    mediaRoutes(app, { delivery: services.delivery, sessions, flood });
    captionFileRoutes(app, { captions: services.captions, sessions, flood });
    exportFileRoutes(app, { exporting: services.exporting, sessions, flood });
    openRoutes(serve, createFileDoor(app, doorDeps), services, now);
    if (demo) demoRoutes(app, demo, config.publicUrl);
    await servePages(app, config.clientDir);
    const opened = openLive({ http: app.server, config, log, now, database, services, metrics });
    live = opened;
    closers.push(() => opened.close());
    if (config.sfu.nodes.length > 0) {
      readiness.add('media', () => {
        if (!opened.sfu.connected) throw new AppError('unavailable', 'No media node is connected');
      });
    }

    await app.listen({ host: config.host, port: config.port });
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    publicUrl = config.publicUrl ?? `http://localhost:${port}`;
    const mailIn =
      config.mailIn && config.mailIn !== 'pipe'
        ? await MailIn.create({ ...config.mailIn, replies: services.lessonReplies, log })
        : undefined;
    closers.push(async () => mailIn?.close());
    clockwork.start();
    await services.exporting.sweep();
    const keys = await demo?.open(publicUrl);
    const firstAdmin = await invitations.firstAdmin();
    const firstAdminLink = firstAdmin && invitationLink(publicUrl, firstAdmin);
    const storeTrouble = await checked;
    log.info({ host: config.host, port }, 'server ready');
    return {
      port,
      http: app.server,
      services,
      live: opened,
      clockwork,
      postman,
      mailIn,
      demo: keys,
      firstAdminLink,
      storeTrouble,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
