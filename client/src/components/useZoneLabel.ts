import { zoneCity, zoneName } from '../lib/timeZones.ts';
import { useTranslation } from '../lib/useTranslation.ts';

/** Roma · Ora dell’Europa centrale */
export function useZoneLabel(): (zone: string) => string {
  const { t, language } = useTranslation('school');
  return (zone) => {
    const city = zoneCity(zone);
    const key = `cities.${city}`;
    return `${t.has(key) ? t(key) : city} · ${zoneName(zone, language)}`;
  };
}
