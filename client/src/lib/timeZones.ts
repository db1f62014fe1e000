/** All zones that this browser knows, by IANA name, and the ones given that it may not know. */
export function timeZones(...also: string[]): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), ...also])].toSorted();
}

/** Europe/Bucharest → Bucharest, Europe */
export function zoneLabel(zone: string): string {
  const [area = zone, ...place] = zone.replaceAll('_', ' ').split('/');
  return place.length === 0 ? area : `${place.join(', ')}, ${area}`;
}
