import { zoneCity, zoneName } from '../lib/timeZones.ts';
import { useTranslation } from '../lib/useTranslation.ts';

/** Roma */
export function useZoneCity(): (zone: string) => string {
  const { t } = useTranslation('school');
  return (zone) => {
    const city = zoneCity(zone);
    const key = `cities.${city}`;
    return t.has(key) ? t(key) : city;
  };
}

/** Roma · Ora dell’Europa centrale */
export function useZoneLabel(): (zone: string) => string {
  const { language } = useTranslation('school');
  const cityOf = useZoneCity();
  return (zone) => `${cityOf(zone)} · ${zoneName(zone, language)}`;
}
