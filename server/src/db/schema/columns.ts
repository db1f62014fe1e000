import { customType } from 'drizzle-orm/pg-core';

/** An instant: milliseconds since 1970 in the program, `timestamptz` in the database. */
export const instant = customType<{ data: number; driverData: string | Date }>({
  dataType: () => 'timestamptz(3)',
  toDriver: (milliseconds) => new Date(milliseconds).toISOString(),
  fromDriver: (value) => new Date(value).getTime(),
});

/** Bytes: what a hash is. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
