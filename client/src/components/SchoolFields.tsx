import type { Language } from '@pluriclasse/shared/domain/roles';
import { languages } from '../lib/language.ts';
import { timeZones } from '../lib/timeZones.ts';
import { useTranslation } from '../lib/useTranslation.ts';
import { SelectField } from './SelectField.tsx';
import { TextField } from './TextField.tsx';
import { useZoneLabel } from './useZoneLabel.ts';

export interface SchoolDraft {
  name: string;
  town: string;
  timeZone: string;
  language: Language;
}

export interface SchoolFieldsProps {
  school: SchoolDraft;
  onChange: (school: SchoolDraft) => void;
  disabled?: boolean;
}

/** What is known of a school, to fill in or to read. */
export function SchoolFields({ school, onChange, disabled = false }: SchoolFieldsProps) {
  const { t, language: chosen } = useTranslation('school');
  const { t: common } = useTranslation('common');
  const zoneLabel = useZoneLabel();
  const zones = timeZones(school.timeZone).map((zone) => ({ value: zone, label: zoneLabel(zone) }));
  return (
    <>
      <TextField
        label={t('fields.name')}
        value={school.name}
        onChange={(name) => onChange({ ...school, name })}
        required
        maxLength={80}
        disabled={disabled}
      />
      <TextField
        label={t('fields.town')}
        value={school.town}
        onChange={(town) => onChange({ ...school, town })}
        required
        maxLength={80}
        disabled={disabled}
      />
      <SelectField
        label={t('fields.timeZone')}
        hint={t('fields.timeZoneHint')}
        value={school.timeZone}
        onChange={(timeZone) => onChange({ ...school, timeZone })}
        options={zones.toSorted((a, b) => a.label.localeCompare(b.label, chosen))}
        disabled={disabled}
      />
      <SelectField
        label={common('language')}
        value={school.language}
        onChange={(language) => onChange({ ...school, language })}
        options={languages.map((language) => ({ value: language, label: common(`languages.${language}`) }))}
        disabled={disabled}
      />
    </>
  );
}
