import type { ImportChoices } from '@pluriclasse/shared/api/imports';
import type { Period } from '@pluriclasse/shared/calendar/model';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { RadioCards } from '../../../components/RadioCards.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { DayStrip } from '../bells/DayStrip.tsx';
import { addPeriod, faultsOf } from '../bells/periods.ts';
import { PeriodRows } from '../bells/PeriodRows.tsx';
import page from '../timetable.module.css';
import type { ChoicesProps } from './Choices.tsx';

/** Which bells give the hours their times. */
export function BellChoices({ data, choices, onChoose, timetable }: ChoicesProps) {
  const { t } = useTranslation('imports');
  const { bells } = choices;
  const fromFile = data.offers.bells;
  const typed = bells.use === 'typed' ? bells.periods : undefined;
  const [draft, setDraft] = useState<readonly Period[]>();
  const periods = draft ?? typed ?? [];
  const choose = (use: ImportChoices['bells']['use']) => {
    if (use === 'typed') {
      const begin = fromFile ?? timetable.bells.find(({ days }) => days.length === 0)?.periods ?? addPeriod([]);
      setDraft(begin);
      onChoose({ bells: { use, periods: [...begin] } });
    } else onChoose({ bells: { use } });
  };
  return (
    <Paper title={t('bells.title')} className={page.stack}>
      <RadioCards
        legend={t('bells.legend')}
        value={bells.use}
        cards={[
          { value: 'school' as const, label: t('bells.school'), disabled: timetable.bells.length === 0 },
          {
            value: 'file' as const,
            label: t(data.subscriptionId === null ? 'bells.file' : 'bells.feed'),
            disabled: !fromFile,
          },
          { value: 'typed' as const, label: t('bells.typed') },
        ]}
        onChange={choose}
      />
      {bells.use === 'file' && fromFile && <DayStrip periods={fromFile} />}
      {bells.use === 'typed' && (
        <>
          <PeriodRows periods={periods} onChange={setDraft} />
          <Button
            disabled={draft === undefined || draft.length === 0 || faultsOf(draft).size > 0}
            onClick={() => {
              onChoose({ bells: { use: 'typed', periods: [...periods] } });
              setDraft(undefined);
            }}
          >
            {t('bells.take')}
          </Button>
        </>
      )}
    </Paper>
  );
}
