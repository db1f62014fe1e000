import type { DeviceId, LessonId, SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { AgreementReminders } from './agreements/AgreementReminders.ts';
import { Agreements } from './agreements/agreements.service.ts';
import { Consents } from './agreements/consents.service.ts';
import { AgreementDocuments } from './agreements/documents.service.ts';
import type { Bus } from './bus/Bus.ts';
import { CapsuleDelivery } from './capsules/delivery.service.ts';
import { DeliveryCache } from './capsules/delivery/DeliveryCache.ts';
import { MediaLinks } from './capsules/delivery/MediaLinks.ts';
import { CapsuleShelf } from './capsules/CapsuleShelf.ts';
import { checkUpdate } from './boards/check/checkUpdate.ts';
import { CatchUpDesk } from './catchUps/catchUpDesk.service.ts';
import { CatchUps } from './catchUps/catchUps.service.ts';
import { OwnPages } from './catchUps/ownPages.service.ts';
import { CapsuleBytes } from './capsules/CapsuleBytes.ts';
import { Capsules } from './capsules/capsules.service.ts';
import { CapsuleCaptions } from './capsules/captions.service.ts';
import { createExporting, type ExportConfig } from './capsules/createExporting.ts';
import { Preparation } from './capsules/Preparation.ts';
import { RecordingBook } from './capsules/RecordingBook.ts';
import { RecordingRulesService } from './capsules/rules.service.ts';
import { Studios } from './capsules/studios.service.ts';
import type { Database } from './db/Database.ts';
import { RateLimits } from './db/RateLimits.ts';
import { Attendance } from './lessons/Attendance.ts';
import { Asks } from './asks/asks.service.ts';
import { Whom } from './asks/Whom.ts';
import { Lessons } from './lessons/lessons.service.ts';
import { createLessonMail } from './lessonMail/createLessonMail.ts';
import type { LessonMailConfig } from './lessonMail/lessonInvitations.service.ts';
import { FeedLessons } from './feeds/feedLessons.service.ts';
import { Feeds } from './feeds/feeds.service.ts';
import { Companion } from './devices/companion.service.ts';
import { Devices } from './devices/devices.service.ts';
import { Pairing } from './devices/pairing.service.ts';
import { Reader } from './imports/Reader.ts';
import { Imports } from './imports/imports.service.ts';
import { Subscriptions } from './imports/subscriptions.service.ts';
import type { Log } from './log.ts';
import { Mails } from './mail/mails.service.ts';
import { Outbox } from './mail/Outbox.ts';
import { NoticeChoices } from './notices/noticeChoices.service.ts';
import { Notices } from './notices/notices.service.ts';
import { HomeSignIn } from './people/homeSignIn.service.ts';
import { Invitations } from './people/Invitations.ts';
import { Leaving } from './people/leaving.service.ts';
import { Mirror } from './people/Mirror.ts';
import { Pupils } from './people/pupils.service.ts';
import { Sessions } from './people/Sessions.ts';
import { SignIn } from './people/signIn.service.ts';
import { Staff } from './people/staff.service.ts';
import { KeyedHash } from './people/tokens.ts';
import { Classes } from './schools/classes.service.ts';
import { PuttingAway } from './schools/puttingAway.service.ts';
import { SchoolChanges } from './schools/SchoolChanges.ts';
import { Schools } from './schools/schools.service.ts';
import { createSeriesServices } from './series/createSeriesServices.ts';
import { Templates } from './templates/templates.service.ts';
import type { Files } from './storage/Files.ts';
import type { Recordings } from './storage/Recordings.ts';
import { Claims } from './timetables/claims.service.ts';
import { PartnerCalendars } from './timetables/partnerCalendars.service.ts';
import { Searches } from './timetables/searches.service.ts';
import { SchoolWeek } from './timetables/schoolWeek.service.ts';
import { StaffHours } from './timetables/staffHours.service.ts';
import { Timetables } from './timetables/timetables.service.ts';
import { TwinningInvitations } from './twinnings/invitations.service.ts';
import { Offers } from './twinnings/offers.service.ts';
import { Overview } from './twinnings/overview.service.ts';
import { TwinningProposals } from './twinnings/proposals.service.ts';
import { Twinnings } from './twinnings/twinnings.service.ts';

export interface ServiceDeps {
  readonly database: Database;
  readonly files: Files;
  /** What nodes recorded. */
  readonly recordings: Recordings;
  /** A folder for what is made of it for viewers; all of that can be made again. */
  readonly deliveredDir: string;
  readonly exporting: ExportConfig;
  readonly bus: Bus;
  readonly secret: Buffer;
  readonly log: Log;
  readonly now: Now;
  /** Schools with a seat in a running lesson; running lessons are made after these services. */
  readonly here: (lessonId: LessonId) => readonly SchoolId[];
  /** Whether a device has a seat somewhere now. */
  readonly seated: (deviceId: DeviceId) => boolean;
  /** The address that browsers use, for links in mails. */
  readonly origin: () => string;
  /** Whether a mail server is set. */
  readonly sendsMail: boolean;
  /** Whether calendar feeds may come from private networks. */
  readonly privateFeeds: boolean;
  /** From whom invitations to lessons are; undefined: nobody is invited by e-mail. */
  readonly lessonMail: LessonMailConfig | undefined;
}

export type Services = ReturnType<typeof createServices>;

/** Makes the services, each with what it needs of the others. Part of the wiring of `server.ts`. */
export function createServices(deps: ServiceDeps) {
  const {
    database,
    files,
    recordings,
    bus,
    secret,
    log,
    now,
    here,
    seated,
    origin,
    sendsMail,
    lessonMail,
    privateFeeds,
  } = deps;
  const { db, pool } = database;
  const limits = new RateLimits(pool);
  const keyedHash = new KeyedHash(secret);
  const outbox = new Outbox({ db, now });
  const mails = new Mails({ db, now, configured: sendsMail });
  const notices = new Notices({ db, now, outbox, origin });
  const noticeChoices = new NoticeChoices({ db });
  const sessions = new Sessions({ db, bus, now });
  const changes = new SchoolChanges();
  const schools = new Schools({ db, log, changes });
  const classes = new Classes({ db, log, schools, changes });
  const pupils = new Pupils({ db, now, log, classes, sessions, keyedHash });
  const pairing = new Pairing({ db, now, limits, sessions, keyedHash });
  const devices = new Devices({ db, now, log, limits, sessions, keyedHash, schools, classes, seated, changes });
  const companion = new Companion({ db, log, limits, sessions, keyedHash, pupils, classes });
  const mirror = new Mirror({ db, pairing });
  const signIn = new SignIn({ db, limits, sessions, log });
  const homeSignIn = new HomeSignIn({ db, limits, sessions, keyedHash, log, classes });
  const invitations = new Invitations({ db, now, log, limits, sessions });
  const staff = new Staff({ db, now, limits, schools, invitations });
  const leaving = new Leaving({ db, now, log, schools, sessions, changes });
  const twinnings = new Twinnings({ db, log, now });
  const claims = new Claims({ db });
  const lessons = new Lessons({ db, log, now, twinnings, claims, here });
  const feedLessons = new FeedLessons({ db, twinnings });
  const timetables = new Timetables({ db, bus, log, now });
  const feeds = new Feeds({ db, log, now, lessons: feedLessons, timetables });
  const agreements = new Agreements({ db, log, now, staff, notices, changes });
  const whom = new Whom();
  const asks = new Asks({ db, log, now, twinnings, teller: notices, whom });
  const twinningProposals = new TwinningProposals({ db, twinnings, asks, teller: notices, whom });
  const twinningInvitations = new TwinningInvitations({ db, now, log, limits, twinnings });
  const offers = new Offers({ db, now, classes, timetables, agreements });
  const overview = new Overview({ db, now, twinnings, asks });
  const calendars = {
    feeds,
    ...createLessonMail({
      db,
      log,
      now,
      limits,
      lessons,
      feeds,
      feedLessons,
      outbox,
      notices,
      keyedHash,
      origin,
      lessonMail,
    }),
  };
  const series = createSeriesServices({
    db,
    bus,
    log,
    now,
    twinnings,
    timetables,
    agreements,
    lessons,
    claims,
    asks,
    whom,
    changes,
    teller: calendars.lessonTeller,
  });
  const templates = new Templates({ ...series, db, now, lessons });
  const puttingAway = new PuttingAway({ now, log, classes, lessons, companion, pupils });
  const attendance = new Attendance({ db, log, now, lessons });
  const cache = new DeliveryCache(deps.deliveredDir);
  const links = new MediaLinks({ keyedHash, now });
  const delivery = new CapsuleDelivery({ db, now, recordings, cache, links });
  const shelf = new CapsuleShelf({ db, now });
  const catchUps = new CatchUps({ db, log, now, capsules: shelf, attendance });
  const ownPages = new OwnPages({ db, log, now, capsules: shelf, pupils, check: checkUpdate });
  const desk = { db, log, now, capsules: shelf, attendance, lessons, classes, pupils, ownPages };
  const catchUpDesk = new CatchUpDesk(desk);
  const schoolWeek = new SchoolWeek({ timetables, now });
  const staffHours = new StaffHours({ timetables });
  const partnerCalendars = new PartnerCalendars({ db, now, schools, timetables, twinnings, agreements });
  const searches = new Searches({ log, now, timetables, twinnings, partnerCalendars });
  const reader = new Reader();
  const rules = { allowPrivate: privateFeeds };
  const subscriptions = new Subscriptions({
    db,
    log,
    now,
    limits,
    timetables,
    schools,
    rules,
    reader,
    notices,
    staff,
  });
  const imports = new Imports({ db, log, now, limits, timetables, schools, classes, reader });
  const weeks = { timetables, schoolWeek, staffHours, partnerCalendars };
  const schoolTime = { ...weeks, claims, searches, imports, subscriptions };
  const people = { sessions, mirror, signIn, homeSignIn, invitations, staff, leaving, pupils };
  const consents = new Consents({ agreements, staff });
  const agreementDocuments = new AgreementDocuments({ db, log, files, agreements });
  const agreementReminders = new AgreementReminders({ db, agreements, staff, notices });
  const agreed = { agreements, consents, agreementDocuments, agreementReminders };
  const post = { outbox, mails, notices, noticeChoices };
  const schoolsAndDevices = { schools, classes, puttingAway, devices, pairing, companion };
  const twinned = { twinnings, twinningProposals, twinningInvitations, offers, overview, asks, templates, ...series };
  const planned = { lessons, attendance, catchUps, catchUpDesk, ownPages, ...calendars };
  const preparation = new Preparation({ log, delivery });
  const recordingBook = new RecordingBook({ db, log, now, recordings, preparation });
  const capsuleBytes = new CapsuleBytes({ db, log, now, recordings, delivery });
  const capsules = new Capsules({ db, log, now, bytes: capsuleBytes, preparation, delivery });
  capsules.onWithdrawn(({ capsuleId }) => ownPages.forget(capsuleId));
  const captions = new CapsuleCaptions({ db, log, now });
  const recordingRules = new RecordingRulesService({ db, log });
  const studios = new Studios({ db, log, now, recordingBook });
  const exporting = createExporting({ db, log, now, shelf, capsules, delivery, exporting: deps.exporting });
  const made = { delivery, studios, exporting, captions };
  const kept = { recordings, recordingBook, recordingRules, preparation, capsules, ...made };
  return { ...kept, ...people, ...post, ...agreed, ...schoolsAndDevices, ...schoolTime, ...twinned, ...planned };
}
