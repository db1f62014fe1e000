/** Prints what the calendar says of many cases, as one line for each kind: run under several time zones, to be the same. */
import { createHash } from 'node:crypto';
import { checkLesson, findAlternatives } from '@pluriclasse/shared/calendar/checkLesson';
import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import { findHours } from '@pluriclasse/shared/calendar/findHours';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { makeCase } from '@pluriclasse/shared/calendar/testing/cases';
import { makeWholeYear } from '@pluriclasse/shared/calendar/testing/wholeYear';
import { toInstant, toWall } from '@pluriclasse/shared/calendar/zones';

const zones = ['Europe/Rome', 'Europe/Istanbul', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC'];

function* clocks() {
  for (const zone of zones) {
    for (let day = toDayNumber('2026-02-20'); day < toDayNumber('2026-12-01'); day++) {
      for (let minute = 0; minute < 1440; minute += 90)
        yield [toInstant(day, minute, zone), toWall(day * 86_400_000, zone)];
    }
  }
}

function* days() {
  for (let seed = 0; seed < 40; seed++) {
    for (const school of makeCase(seed).schools) {
      const year = new SchoolYear(school);
      const first = toDayNumber('2026-03-01');
      for (let day = first; day < first + 380; day++) yield [year.day(day), year.entries(day)];
    }
  }
}

function* hours() {
  for (let seed = 0; seed < 120; seed++) {
    const { schools, wish, now } = makeCase(seed);
    const years = schools.map((school) => new SchoolYear(school));
    yield findHours(years, wish, { now });
    yield checkLesson(years, wish, { startsAt: now + 8 * 86_400_000 });
    yield findAlternatives(years, wish, { startsAt: now + 8 * 86_400_000 }, { now });
  }
}

function* wholeYears() {
  for (let seed = 0; seed < 3; seed++) {
    const { schools, wish } = makeWholeYear(
      seed,
      ['Europe/Rome', 'Europe/Istanbul', 'America/New_York'].slice(0, 2 + (seed % 2)),
    );
    const now = Date.parse('2025-09-01T00:00:00Z');
    yield findHours(
      schools.map((school) => new SchoolYear(school)),
      wish,
      { now },
    );
  }
}

for (const [name, values] of Object.entries({ clocks, days, hours, wholeYears })) {
  const hash = createHash('sha256');
  let count = 0;
  for (const value of values()) {
    hash.update(JSON.stringify(value));
    count++;
  }
  process.stdout.write(`${name} ${count} ${hash.digest('hex')}\n`);
}
