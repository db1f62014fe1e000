import type { ProblemCode } from '@pluriclasse/shared/api/importProblems';
import { isZone } from '@pluriclasse/shared/calendar/zones';
import { byShownName, byWindowsName, nameKey } from './windowsZones.ts';

/** Where an event's clocks stand: an IANA zone, or so many minutes ahead of UTC all year. */
export type Zone =
  | { readonly kind: 'iana'; readonly zone: string }
  | { readonly kind: 'fixed'; readonly minutes: number };
export interface Refused {
  readonly kind: 'refused';
  readonly code: Extract<ProblemCode, `zone_${string}`>;
}

/** What a file's own VTIMEZONE says of a zone. */
export interface ZoneDefinition {
  /** Minutes ahead of UTC that it ever has; what can't be read is NaN. */
  readonly offsets: readonly number[];
  /** `X-LIC-LOCATION`: the IANA name, from programs that name their zones themselves. */
  readonly location: string | undefined;
}

const offset = /^\(?\s*(?:UTC|GMT)?\s*([+-])\s*(\d\d?)(?:[:.]?(\d\d))?\s*\)?/i;
const refused = (code: Refused['code']): Refused => ({ kind: 'refused', code });
const iana = (zone: string): Zone => ({ kind: 'iana', zone });

/**
 * The zone that a TZID means, by its name first: names are kept up to date by the runtime, while the rules that files
 * carry are often old, cut or wrong. A zone that is only known by rules of the file's own making, or by an offset that
 * may or may not have a summer time, is refused: better no lesson than one an hour off.
 */
export function resolveZone(tzid: string, definitions: ReadonlyMap<string, ZoneDefinition>): Zone | Refused {
  const name = tzidName(tzid);
  const byName = zoneByName(name);
  if (byName) return byName;
  const definition = definitions.get(name);
  if (definition?.location !== undefined && isIana(definition.location)) return iana(definition.location);
  const fixed = fixedOffset(definition);
  if (fixed !== undefined) return { kind: 'fixed', minutes: fixed };
  if (definition) return refused('zone_custom');
  return refused(offset.test(name) || /^customized/i.test(name) ? 'zone_ambiguous' : 'zone_unknown');
}

/** A TZID without what programs wrongly add to it: quotes, `TZID=`, escapes. */
export function tzidName(tzid: string): string {
  return tzid
    .trim()
    .replace(/^(?:TZID=)+/i, '')
    .replace(/^"+|"+$/g, '')
    .replaceAll('\\', '')
    .trim();
}

function zoneByName(name: string): Zone | Refused | undefined {
  // A path before the name says whose zone it is: `/Europe/Stockholm`, `/citadel.org/20210210_1/Europe/Berlin`.
  const parts = name.split('/');
  for (let from = 0; from < Math.min(parts.length, 8); from++) {
    const rest = parts.slice(from).join('/');
    if (isIana(rest)) return iana(rest);
    if (from > 0 && parts.length - from <= 1) break;
  }
  const windows = byWindowsName.get(nameKey(name));
  if (windows !== undefined) return iana(windows);
  return zoneByShownName(name);
}

/** `(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna`: the words count, and the offset must not contradict. */
function zoneByShownName(name: string): Zone | Refused | undefined {
  const [prefix = '', sign, hours, minutes = '0'] = offset.exec(name) ?? /^\((?:UTC|GMT)\)/i.exec(name) ?? [];
  const zone = byShownName.get(nameKey(name.slice(prefix.length)));
  if (zone === undefined) return undefined;
  const said = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  if (prefix === '' || zoneOffsets(zone).includes(said)) return iana(zone);
  return refused('zone_ambiguous');
}

/** A name of the IANA list: not an offset, which the runtime takes for a zone too. */
function isIana(name: string): boolean {
  return /^[A-Za-z][\w+-]*(\/[\w+-]+){0,2}$/.test(name) && isZone(name);
}

/** Minutes ahead of UTC in winter and summer of some recent years: shown names don't follow every change of a law. */
function zoneOffsets(zone: string): number[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return [2010, 2017, 2024].flatMap((year) =>
    [0, 6].map((month) => {
      const words = format.formatToParts(Date.UTC(year, month, 15)).find(({ type }) => type === 'timeZoneName')?.value;
      const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(words ?? '') ?? [];
      return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) + 0;
    }),
  );
}

/** The offset of a zone whose clocks never change. */
function fixedOffset(definition: ZoneDefinition | undefined): number | undefined {
  const [first] = definition?.offsets ?? [];
  if (first === undefined || Number.isNaN(first)) return undefined;
  return definition?.offsets.every((one) => one === first) === true ? first : undefined;
}
