import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Pool } from 'pg';

/** What the server tells Prometheus. One registry a server, handed to whoever has something to count. */
export class Metrics {
  readonly registry = new Registry();

  /** Seconds from a `lesson:join` to its reply, by kind of seat. */
  readonly joinSeconds = new Histogram({
    name: 'pluriclasse_join_seconds',
    help: 'Time from a call to join a lesson to its reply',
    labelNames: ['kind'] as const,
    buckets: [0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.7, 1, 2, 5],
    registers: [this.registry],
  });
  readonly seats = new Gauge({
    name: 'pluriclasse_seats',
    help: 'Seats in running lessons',
    labelNames: ['kind'] as const,
    registers: [this.registry],
  });
  readonly lessons = new Gauge({
    name: 'pluriclasse_live_lessons',
    help: 'Running lessons that this server owns',
    registers: [this.registry],
  });
  /** From a change's arrival to its being stored and acknowledged. */
  readonly boardDelaySeconds = new Histogram({
    name: 'pluriclasse_board_delay_seconds',
    help: 'Time from the arrival of a board change to its acknowledgement',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [this.registry],
  });
  readonly httpSeconds = new Histogram({
    name: 'pluriclasse_http_request_seconds',
    help: 'Time to answer HTTP requests, by route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Tells how busy the database's connections are. */
  watchPool(pool: Pool): void {
    new Gauge({
      name: 'pluriclasse_database_connections',
      help: 'Connections to the database, by what they do',
      labelNames: ['state'] as const,
      registers: [this.registry],
      collect() {
        this.set({ state: 'idle' }, pool.idleCount);
        this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
        this.set({ state: 'waited_for' }, pool.waitingCount);
      },
    });
  }
}
