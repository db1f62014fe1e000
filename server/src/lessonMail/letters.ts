import type { Language } from '@pluriclasse/shared/domain/roles';
import type { SchoolId } from '@pluriclasse/shared/ids';
import type { FeedLesson } from '../feeds/FeedLesson.ts';
import en from '../locales/en/lessonMail.json' with { type: 'json' };
import it from '../locales/it/lessonMail.json' with { type: 'json' };
import { writeLetter } from '../mail/letter.ts';
import { sayWhen } from '../mail/when.ts';
import { createWords } from '../mail/words.ts';

const words = createWords({ en, it });

/** To whom a letter goes. */
export interface LetterReader {
  readonly name: string;
  readonly language: Language;
  /** Null: of no school. */
  readonly timeZone: string | null;
  readonly schoolId: SchoolId | null;
}

/** What has become of a lesson, for one of its teachers. */
export type InvitationKind = 'requested' | 'moved' | 'proposed' | 'cancelled' | 'released';

/** A lesson's hour by the reader's clocks, and by those of the other schools where they differ. */
export function whenOf({ startsAt, sites }: FeedLesson, { language, timeZone }: LetterReader): string {
  const places = sites.map(({ town, name, timeZone: zone }) => ({ place: town || name, timeZone: zone }));
  return sayWhen({ language, timeZone: timeZone ?? undefined }, startsAt, places);
}

export function invitationLetter(
  kind: InvitationKind,
  lesson: FeedLesson,
  reader: LetterReader,
  { origin, asksBack }: { origin: string; asksBack: boolean },
) {
  const say = words(reader.language);
  const when = whenOf(lesson, reader);
  const asks = asksBack && kind !== 'cancelled' && kind !== 'released';
  const rooms = lesson.sites.find(({ schoolId }) => schoolId === reader.schoolId)?.rooms ?? [];
  const others = lesson.sites.filter(({ schoolId }) => schoolId !== reader.schoolId);
  return writeLetter(reader.language, {
    subject: say(`invitation.${kind}.subject`, { title: lesson.title, when }),
    name: reader.name,
    paragraphs: [say(`invitation.${kind}.text`), ...(asks ? [say('invitation.answer')] : [])],
    facts: [
      { label: say('facts.when'), value: when },
      ...(rooms.length > 0 ? [{ label: say('facts.where'), value: rooms.map(({ name }) => name).join(', ') }] : []),
      { label: say('facts.with'), value: others.map(({ name, town }) => `${name}, ${town}`).join('; ') },
    ],
    actions: [{ label: say('invitation.open'), url: `${origin}/lessons/${lesson.lessonId}` }],
    settingsUrl: `${origin}/settings`,
  });
}

/** For the day before: all lessons of one day. */
export function reminderLetter(lessons: readonly [FeedLesson, ...FeedLesson[]], reader: LetterReader, origin: string) {
  const say = words(reader.language);
  const [first] = lessons;
  const values = { count: lessons.length, title: first.title, when: whenOf(first, reader) };
  return writeLetter(reader.language, {
    subject: say('reminder.subject', values),
    name: reader.name,
    paragraphs: [say('reminder.text', values)],
    facts: lessons.map((lesson) => ({ label: lesson.title, value: whenOf(lesson, reader) })),
    actions: lessons.map(({ lessonId, title }) => ({
      label: lessons.length === 1 ? say('invitation.open') : title,
      url: `${origin}/lessons/${lessonId}`,
    })),
    settingsUrl: `${origin}/settings`,
  });
}
