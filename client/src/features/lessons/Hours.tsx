import type { Participant } from '@pluriclasse/shared/api/twinnings';
import { zoneName } from '../../lib/timeZones.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';

export interface HoursProps {
  startsAt: number;
  zone: string;
  participants: readonly Participant[];
}

/** By whose clock the hour is meant, and what other schools' clocks show then. */
export function Hours({ startsAt, zone, participants }: HoursProps) {
  const { t, language } = useTranslation('lessons');
  const when = useWhen();
  const here = when.time(startsAt, zone);
  const elsewhere = participants.flatMap(({ school }) => {
    const time = when.time(startsAt, school.timeZone);
    return time === here ? [] : [t('form.elsewhere', { time, place: school.name })];
  });
  const name = zoneName(zone, language);
  return elsewhere.length === 0 ? t('form.zone', { name }) : t('form.zoneAnd', { name, others: when.list(elsewhere) });
}
