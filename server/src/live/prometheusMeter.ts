import type { Gauge, Histogram } from 'prom-client';
import type { LiveMeter } from './ports.ts';

interface Instruments {
  readonly seats: Gauge<'kind'>;
  readonly lessons: Gauge;
  readonly joinSeconds: Histogram<'kind'>;
}

/** Counts what runs for Prometheus. */
export const prometheusMeter = ({ seats, lessons, joinSeconds }: Instruments): LiveMeter => ({
  seats: (kind, change) => seats.inc({ kind }, change),
  lessons: (change) => lessons.inc(change),
  joined: (kind, seconds) => joinSeconds.observe({ kind }, seconds),
});
