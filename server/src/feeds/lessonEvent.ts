import type { Language } from '@pluriclasse/shared/domain/roles';
import type { SchoolId } from '@pluriclasse/shared/ids';
import type { FeedLesson, FeedSite } from './FeedLesson.ts';
import type { Component } from './ical/component.ts';
import { plainLine, textLine, timeLine, type ContentLine } from './ical/contentLine.ts';
import { localDay, localHours } from './localHours.ts';
import { feedWords } from './words.ts';

/** For whom a calendar is written. */
export interface Reader {
  readonly language: Language;
  /** Whose room is named first; undefined for those of the network. */
  readonly schoolId: SchoolId | undefined;
  /** Where our pages are: `https://school.example`. */
  readonly origin: string;
  readonly installationId: string;
}

/** The same for a lesson's whole life, in feeds and in invitations. */
export const uidOf = ({ lessonId }: Pick<FeedLesson, 'lessonId'>, installationId: string): string =>
  `${lessonId}@${installationId}`;

/** What only messages have: when it was written, and who is concerned. */
export interface EventMessage {
  readonly stamp: number;
  readonly lines: readonly ContentLine[];
}

/** A lesson as an event of a calendar, or of a message. */
export function lessonEvent(lesson: FeedLesson, reader: Reader, message?: EventMessage): Component {
  const { origin, installationId } = reader;
  const url = `${origin}/lessons/${lesson.lessonId}`;
  const location = locationOf(lesson, reader);
  const towns = lesson.sites.map(({ town, name }) => town || name);
  return {
    name: 'VEVENT',
    lines: [
      textLine('UID', uidOf(lesson, installationId)),
      plainLine('SEQUENCE', String(lesson.sequence)),
      // Of what is no message the time of the last change (RFC 5545 §3.8.7.2): so that an unchanged feed stays the same.
      timeLine('DTSTAMP', message?.stamp ?? lesson.updatedAt),
      timeLine('LAST-MODIFIED', lesson.updatedAt),
      timeLine('DTSTART', lesson.startsAt),
      timeLine('DTEND', lesson.endsAt),
      plainLine('STATUS', lesson.status),
      // An hour that was called off is free again.
      plainLine('TRANSP', lesson.status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE'),
      textLine('SUMMARY', `${titleOf(lesson, reader.language)} (${towns.join(' – ')})`),
      textLine('DESCRIPTION', describe(lesson, reader, url)),
      ...(location === '' ? [] : [textLine('LOCATION', location)]),
      textLine('CATEGORIES', lesson.twinning),
      plainLine('URL', url, { VALUE: 'URI' }),
      ...(message?.lines ?? []),
    ],
  };
}

/** Programs that know no status show at least what became of it. */
export function titleOf({ title, status }: Pick<FeedLesson, 'title' | 'status'>, language: Language): string {
  const words = feedWords[language];
  if (status === 'CANCELLED') return words.cancelled(title);
  return status === 'TENTATIVE' ? words.tentative(title) : title;
}

/** The reader's own rooms; for those of the network all. */
function locationOf({ sites }: FeedLesson, { schoolId }: Reader): string {
  const own = sites.find((site) => site.schoolId === schoolId);
  if (own) return [...own.rooms.map(({ name }) => name), own.name].join(', ');
  return sites.flatMap(({ rooms, name }) => rooms.map((room) => `${room.name}, ${name}`)).join('; ');
}

function describe(lesson: FeedLesson, { language }: Reader, url: string): string {
  const words = feedWords[language];
  const days = new Set(lesson.sites.map(({ timeZone }) => localDay(lesson.startsAt, timeZone, language)));
  const hoursOf = ({ timeZone }: FeedSite) => {
    const hours = localHours(lesson, timeZone, language);
    // Only schools far apart have different days.
    return days.size > 1 ? `${localDay(lesson.startsAt, timeZone, language)} ${hours}` : hours;
  };
  const sites = lesson.sites.map((site) => {
    const who = [...site.classes, ...site.teachers].map(({ name }) => name).join(', ');
    return `${site.name}: ${hoursOf(site)}${who && ` (${who})`}`;
  });
  const phases = lesson.plan.map(({ title, minutes }, n) => `${n + 1}. ${title}, ${words.minutes(minutes)}`);
  const parts = [[`${words.hours}:`, ...sites], ...(phases.length > 0 ? [[`${words.plan}:`, ...phases]] : []), [url]];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}
