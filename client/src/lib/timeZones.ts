/** All zones that this browser knows, by IANA name, and the ones given that it may not know. */
export function timeZones(...also: string[]): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), ...also])].toSorted();
}

/** Europe/San_Marino → San Marino. Intl has no way to say it in another language. */
export function zoneCity(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

const names = new Map<string, string>();

/** Europe/Rome → Central European Time, ora dell’Europa centrale; a zone that the browser doesn't know stays as it is. */
export function zoneName(zone: string, language: string): string {
  const key = `${language} ${zone}`;
  // Asking takes a fraction of a millisecond, and a list of them all asks four hundred times.
  const name = names.get(key) ?? ask(zone, language);
  names.set(key, name);
  return name;
}

function ask(timeZone: string, language: string): string {
  try {
    const format = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' });
    return format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  } catch {
    return timeZone;
  }
}
