import type { Import, ImportChoices } from '@pluriclasse/shared/api/imports';
import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { ClosureKind } from '@pluriclasse/shared/calendar/model';
import { CheckList } from '../../../components/CheckList.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { BellChoices } from './BellChoices.tsx';
import { LazyField } from './LazyField.tsx';
import { ClassChoices, RoomChoices, StaffChoices, WeekChoices } from './NameChoices.tsx';
import css from './imports.module.css';

export interface ChoicesProps {
  data: Import;
  choices: ImportChoices;
  onChoose: (change: Partial<ImportChoices>) => void;
  timetable: Timetable;
}

/** All that a person decides about an import. After each choice the dry run is made again. */
export function Choices(props: ChoicesProps) {
  const { t } = useTranslation('imports');
  const { t: time } = useTranslation('timetable');
  const { data, choices, onChoose } = props;
  const { offers, format } = data;
  // Its closures come by themselves.
  const ofFeed = data.subscriptionId !== null;
  const day = (key: 'from' | 'to') => (
    <LazyField
      label={t(`choices.${key}`)}
      type="date"
      value={choices[key] ?? ''}
      onCommit={(value) => onChoose({ [key]: value === '' ? null : value })}
    />
  );
  return (
    <div className={css.choices}>
      <Paper title={t('choices.title')} className={page.stack}>
        {format === 'ical' && !ofFeed && (
          <CheckList
            legend={t('choices.take')}
            options={(['entries', 'closures'] as const).map((value) => ({ value, label: t(`choices.${value}`) }))}
            chosen={choices.take.filter((one) => one !== 'classes')}
            onChange={(take) => onChoose({ take })}
          />
        )}
        {offers.subdivisions.length > 0 && (
          <CheckList
            legend={t('choices.subdivisions')}
            options={offers.subdivisions.map(({ code, name, closures }) => ({
              value: code,
              label: `${name} (${closures})`,
            }))}
            chosen={choices.subdivisions}
            onChange={(subdivisions) => onChoose({ subdivisions })}
          />
        )}
        {format === 'ical' && !ofFeed && (
          <SelectField
            label={t('choices.closureKind')}
            value={choices.closureKind}
            options={ClosureKind.options.map((value) => ({ value, label: time(`year.kinds.${value}`) }))}
            onChange={(closureKind) => onChoose({ closureKind })}
          />
        )}
        <div className={page.pair}>
          {day('from')}
          {day('to')}
        </div>
        <CheckList
          legend={t(ofFeed ? 'choices.othersTitle' : 'choices.replaceTitle')}
          options={[{ value: 'replace', label: t(ofFeed ? 'choices.others' : 'choices.replace') }]}
          chosen={choices.replace ? ['replace'] : []}
          hint={t(ofFeed ? 'choices.othersHint' : 'choices.replaceHint')}
          onChange={(chosen) => onChoose({ replace: chosen.length > 0 })}
        />
      </Paper>
      {choices.take.includes('entries') && <BellChoices {...props} />}
      {offers.classes.length > 0 && <ClassChoices {...props} />}
      {offers.staff.length > 0 && <StaffChoices {...props} />}
      {offers.rooms.length > 0 && <RoomChoices {...props} />}
      {offers.weeks.length > 0 && <WeekChoices {...props} />}
    </div>
  );
}
