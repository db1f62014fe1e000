import { Temporal } from 'temporal-polyfill';
import type { CapsuleRecord } from './capsules.repository.ts';

/** On which day it was, where its first school is: 2026-11-22. */
export const dayOf = ({ epoch, timeZone }: Pick<CapsuleRecord, 'epoch' | 'timeZone'>): string =>
  Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(timeZone).toPlainDate().toString();
