import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { AgreementsInForce } from '../twinnings/ports.ts';
import { jointOf, type TwinningRecord } from '../twinnings/twinnings.service.ts';
import type { SeriesRow } from './series.repository.ts';

/** Whether an agreement in force covers the day of a lesson, by the clocks of its series. */
export type IsAgreed = (startsAt: number) => boolean;

export const alwaysAgreed: IsAgreed = () => true;

/** What agreements in force between its schools cover of a series. */
export async function agreedDays(
  agreements: AgreementsInForce,
  { pattern }: SeriesRow,
  twinning: TwinningRecord,
): Promise<IsAgreed> {
  const spans = await agreements.daysInForce(jointOf(twinning).schoolIds);
  if (spans === null) return alwaysAgreed;
  return (startsAt) => {
    const day = toIsoDay(toWall(startsAt, pattern.timeZone).day);
    return spans.some(({ from, to }) => from <= day && day <= to);
  };
}
