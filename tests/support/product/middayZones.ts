/**
 * Two time zones, an hour apart, in which it is late morning now: so that a journey through a school's day can be made at
 * any hour of the night. IANA's `Etc` zones count the other way round: Etc/GMT-5 is five hours ahead.
 */
export function middayZones(now: number): readonly [west: string, east: string] {
  const utc = new Date(now).getUTCHours();
  const ahead = Math.max(-12, 10 - utc);
  const zone = (hours: number) => (hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`);
  return [zone(ahead), zone(ahead + 1)];
}
