import type { ClassChoice, RoomChoice } from '@pluriclasse/shared/api/imports';
import type { ClassGroupId, RoomId, StaffId } from '@pluriclasse/shared/ids';
import type { ReactNode } from 'react';
import { Paper } from '../../../components/Paper.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import type { ChoicesProps } from './Choices.tsx';
import { LazyField } from './LazyField.tsx';
import { readGrades } from './readGrades.ts';
import css from './imports.module.css';

interface NameListProps {
  title: string;
  words?: string;
  offers: readonly { name: string; lessons: number }[];
  choice: (name: string) => ReactNode;
}

/** Names of the file, and what each of them is here. */
function NameList({ title, words, offers, choice }: NameListProps) {
  return (
    <Paper title={title} className={page.stack}>
      {words && <p className={page.small}>{words}</p>}
      <ul className={css.names}>
        {offers.map(({ name }) => (
          <li key={name}>{choice(name)}</li>
        ))}
      </ul>
    </Paper>
  );
}

export function ClassChoices({ data, choices, onChoose, timetable }: ChoicesProps) {
  const { t } = useTranslation('imports');
  const set = (name: string, as: ClassChoice) =>
    onChoose({ classes: [...choices.classes.filter((one) => one.name !== name), { name, as }] });
  return (
    <NameList
      title={t('names.classes')}
      offers={data.offers.classes}
      choice={(name) => {
        const as = choices.classes.find((one) => one.name === name)?.as ?? { do: 'skip' as const };
        const { lessons } = data.offers.classes.find((one) => one.name === name) ?? { lessons: 0 };
        return (
          <>
            <SelectField
              label={t('names.label', { name, count: lessons })}
              value={as.do === 'map' ? as.classGroupId : as.do}
              options={[
                // A school's classes are known by their ids.
                ...timetable.classGroups.map((one) => ({
                  value: one.classGroupId,
                  label: t('names.is', { name: one.name }),
                })),
                { value: 'create', label: t('names.newClass') },
                { value: 'skip', label: t('names.skip') },
              ]}
              onChange={(value) => {
                if (value === 'skip') set(name, { do: 'skip' });
                else if (value === 'create') set(name, { do: 'create', name: name.slice(0, 60), grades: [] });
                else set(name, { do: 'map', classGroupId: value as ClassGroupId }); // one of the options
              }}
            />
            {as.do === 'create' && (
              <div className={page.pair}>
                <LazyField
                  label={t('names.className')}
                  value={as.name}
                  maxLength={60}
                  onCommit={(value) => value.trim() !== '' && set(name, { ...as, name: value.trim() })}
                />
                <LazyField
                  label={t('names.grades')}
                  value={as.grades.join(', ')}
                  onCommit={(value) => set(name, { ...as, grades: readGrades(value) })}
                />
              </div>
            )}
          </>
        );
      }}
    />
  );
}

export function RoomChoices({ data, choices, onChoose, timetable }: ChoicesProps) {
  const { t } = useTranslation('imports');
  const set = (name: string, as: RoomChoice) =>
    onChoose({ rooms: [...choices.rooms.filter((one) => one.name !== name), { name, as }] });
  return (
    <NameList
      title={t('names.rooms')}
      words={t('names.roomsWords')}
      offers={data.offers.rooms}
      choice={(name) => {
        const as = choices.rooms.find((one) => one.name === name)?.as ?? { do: 'skip' as const };
        const { lessons } = data.offers.rooms.find((one) => one.name === name) ?? { lessons: 0 };
        return (
          <SelectField
            label={t('names.label', { name, count: lessons })}
            value={as.do === 'map' ? as.roomId : as.do}
            options={[
              ...timetable.rooms.map((one) => ({ value: one.roomId, label: t('names.is', { name: one.name }) })),
              { value: 'create', label: t('names.newRoom') },
              { value: 'skip', label: t('names.ownRoom') },
            ]}
            onChange={(value) => {
              if (value === 'skip') set(name, { do: 'skip' });
              else if (value === 'create') set(name, { do: 'create', name: name.slice(0, 60) });
              else set(name, { do: 'map', roomId: value as RoomId }); // one of the options
            }}
          />
        );
      }}
    />
  );
}

export function StaffChoices({ data, choices, onChoose, timetable }: ChoicesProps) {
  const { t } = useTranslation('imports');
  return (
    <NameList
      title={t('names.staff')}
      words={t('names.staffWords')}
      offers={data.offers.staff}
      choice={(name) => {
        const { lessons } = data.offers.staff.find((one) => one.name === name) ?? { lessons: 0 };
        return (
          <SelectField
            label={t('names.label', { name, count: lessons })}
            value={choices.staff.find((one) => one.name === name)?.staffId ?? 'none'}
            options={[
              ...timetable.staff.map((one) => ({ value: one.staffId, label: t('names.is', { name: one.name }) })),
              { value: 'none', label: t('names.nobody') },
            ]}
            onChange={(value) => {
              const staffId = value === 'none' ? null : (value as StaffId); // one of the options
              onChoose({ staff: [...choices.staff.filter((one) => one.name !== name), { name, staffId }] });
            }}
          />
        );
      }}
    />
  );
}

export function WeekChoices({ data, choices, onChoose, timetable }: ChoicesProps) {
  const { t } = useTranslation('imports');
  const names = timetable.weekPattern?.names ?? [];
  return (
    <NameList
      title={t('names.weeks')}
      {...(names.length === 0 && { words: t('names.noPattern') })}
      offers={data.offers.weeks.map((name) => ({ name, lessons: 0 }))}
      choice={(name) => (
        <SelectField
          label={name}
          value={choices.weeks.find((one) => one.name === name)?.week ?? ''}
          options={[
            { value: '', label: t('names.everyWeek') },
            ...names.map((week) => ({ value: week, label: t('names.week', { week }) })),
          ]}
          onChange={(value) =>
            onChoose({
              weeks: [...choices.weeks.filter((one) => one.name !== name), { name, week: value === '' ? null : value }],
            })
          }
        />
      )}
    />
  );
}
