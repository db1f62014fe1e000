import type { Blocker, Relaxation } from '@pluriclasse/shared/calendar/answer';
import { useTranslation } from '../lib/useTranslation.ts';

/** Monday, 5 January 1970, in UTC: weekdays are named by it. */
const MONDAY = 4 * 86_400_000;

/** Names a weekday, Monday 1 to Sunday 7. */
export function useWeekdays(): (weekday: number) => string {
  const { language } = useTranslation('common');
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { weekday: 'long', timeZone: 'UTC' });
  return (weekday) => format.format(new Date(MONDAY + (weekday - 1) * 86_400_000));
}

/** Says what a search answers: blockers and relaxations name ids, people want names. */
export function useAnswerWords(names: Readonly<Record<string, string>>) {
  const { t, language } = useTranslation('blockers');
  const locale = language === 'en' ? 'en-GB' : language;
  const long = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const at = (weekday: number) => new Date(MONDAY + (weekday - 1) * 86_400_000);
  const nameOf = (id: string | null) => (id === null ? '' : (names[id] ?? ''));
  const weekday = (day: number) => long.format(at(day));

  const blocker = ({ kind, schoolId, classGroupId, staffId, roomId, name }: Blocker): string =>
    t(`kinds.${name === null ? plain(kind) : kind}`, {
      school: nameOf(schoolId),
      class: nameOf(classGroupId),
      staff: nameOf(staffId),
      room: nameOf(roomId),
      name: name ?? '',
    });

  const relaxation = ({ schoolId, what }: Relaxation): string => {
    const school = nameOf(schoolId);
    switch (what.kind) {
      case 'move-entry':
        return t('relax.move-entry', {
          class: nameOf(what.classGroupId),
          school,
          subject: what.subject,
          from: `${short.format(at(what.from.weekday))} ${what.from.period}`,
          to: `${short.format(at(what.to.weekday))} ${what.to.period}`,
        });
      case 'displace-subject':
        return t('relax.displace-subject', { class: nameOf(what.classGroupId), school, subject: what.subject });
      case 'ask-teacher':
        return t('relax.ask-teacher', { staff: nameOf(what.staffId), count: what.days.length });
      case 'other-teacher':
        return t('relax.other-teacher', { staff: nameOf(what.staffId), count: what.days.length });
      case 'other-room':
        return t('relax.other-room', { room: nameOf(what.roomId), school });
      case 'allow-hours':
        return what.why === null
          ? t('relax.allow-hours-plain', { school })
          : t('relax.allow-hours', { why: what.why, school });
      case 'other-hours':
        return t('relax.other-hours', { count: what.moves.length });
    }
  };
  return { nameOf, weekday, blocker, relaxation, list: (words: readonly string[]) => list.format(words) };

  /** Some have words with and without a name. */
  function plain(kind: Blocker['kind']): Blocker['kind'] | `${'forbidden' | 'class-booked'}-plain` {
    return kind === 'forbidden' || kind === 'class-booked' ? `${kind}-plain` : kind;
  }
}
