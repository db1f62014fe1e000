import {
  listSeries,
  proposeSeriesAgain,
  readSeries,
  withdrawSeries,
  type Series,
} from '@pluriclasse/shared/api/series';
import { readTwinning } from '@pluriclasse/shared/api/twinnings';
import { CalendarDays, Handshake, List, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { ApprovalSteps, type ApprovalStep } from '../../components/ApprovalSteps.tsx';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Chip } from '../../components/Chip.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Paper } from '../../components/Paper.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import { TextField } from '../../components/TextField.tsx';
import { useWeekdays } from '../../components/useAnswerWords.ts';
import { useChange } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { zoneCity } from '../../lib/timeZones.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { AskRow } from './AskRow.tsx';
import { stateOfEnd, stateOfStep } from './asks.ts';
import css from './twinnings.module.css';

export interface SeriesPaperProps {
  series: Series;
  signs: ReadonlyMap<string, SiteSign>;
  schoolNames: ReadonlyMap<string, string>;
}

/** A series: its hour, how many lessons, and who has said yes. */
export function SeriesPaper({ series, signs, schoolNames }: SeriesPaperProps) {
  const { t } = useTranslation('twinnings');
  const when = useWhen();
  const weekday = useWeekdays();
  const ownZone = useStaff().school?.timeZone;
  const [taking, setTaking] = useState(false);
  const again = useChange(proposeSeriesAgain, [readSeries, listSeries, readTwinning]);
  const { seriesId, title, state, pattern, asks, missing, createdBy, createdAt, lessons, confirmed, may } = series;
  const over = state === 'confirmed' || state === 'approved';
  // In the order of the schools, as everywhere.
  const places = [...signs.keys()];
  const of = (step: 'teacher' | 'head') =>
    asks
      .filter((ask) => ask.step === step)
      .toSorted((a, b) => places.indexOf(a.school.schoolId) - places.indexOf(b.school.schoolId));
  const rows = (step: 'teacher' | 'head') => (
    <ul className={css.asks}>
      {of(step).map((ask) => (
        <AskRow key={ask.askId} ask={ask} sign={signs.get(ask.school.schoolId)} />
      ))}
    </ul>
  );
  const steps: ApprovalStep[] = [
    {
      key: 'proposed',
      title: t('steps.proposed'),
      state: 'done',
      children: (
        <p className={css.note}>
          {createdBy ? t('steps.by', { name: createdBy.name, day: when.day(createdAt) }) : when.day(createdAt)}
        </p>
      ),
    },
    { key: 'teachers', title: t('steps.teachers'), state: stateOfStep(of('teacher'), over), children: rows('teacher') },
    { key: 'heads', title: t('steps.heads'), state: stateOfStep(of('head'), over), children: rows('head') },
    {
      key: 'end',
      title: t(`series.${state === 'proposed' ? 'confirmed' : state}`),
      state: stateOfEnd(state),
      children: missing ? (
        <p className={css.note}>
          {t(state === 'confirmed' ? 'series.lapsed' : 'series.missing', {
            schools: when.list(missing.schoolIds.map((id) => schoolNames.get(id) ?? '')),
          })}
        </p>
      ) : (
        <p className={css.note}>{t(`series.words.${state}`, { day: when.date(Date.parse(series.from), 'UTC') })}</p>
      ),
    },
  ];
  return (
    <Paper
      title={title}
      aside={
        <ul className={css.chips}>
          <li>
            <Chip icon={CalendarDays}>
              {pattern.slots.map((slot) => `${weekday(slot.weekday)} ${slot.start}`).join(', ')}
              {pattern.timeZone !== ownZone && ` (${zoneCity(pattern.timeZone)})`}
            </Chip>
          </li>
          <li>
            <Chip icon={List} state={confirmed === lessons && lessons > 0 ? 'good' : 'plain'}>
              {confirmed === lessons
                ? t('series.lessons', { count: lessons })
                : t('series.some', { count: lessons, confirmed: String(confirmed) })}
            </Chip>
          </li>
        </ul>
      }
    >
      <ApprovalSteps label={t('steps.label')} steps={steps} />
      <div className={css.acts}>
        {missing && (
          <ButtonLink icon={Handshake} href="/agreements">
            {t('series.agreements')}
          </ButtonLink>
        )}
        {may.edit && (state === 'declined' || state === 'withdrawn') && (
          <Button
            icon={RotateCcw}
            busy={again.isPending}
            onClick={() =>
              again.mutate({ params: { seriesId }, body: {} }, { onSuccess: () => showToast(t('series.againDone')) })
            }
          >
            {t('series.again')}
          </Button>
        )}
        {may.edit && state !== 'withdrawn' && (
          <Button kind="danger" onClick={() => setTaking(true)}>
            {t('series.withdraw')}
          </Button>
        )}
      </div>
      {taking && <WithdrawDialog series={series} onClose={() => setTaking(false)} />}
    </Paper>
  );
}

function WithdrawDialog({ series: { seriesId, title, lessons }, onClose }: { series: Series; onClose: () => void }) {
  const { t } = useTranslation('twinnings');
  const [reason, setReason] = useState('');
  const withdraw = useChange(withdrawSeries, [readSeries, listSeries, readTwinning]);
  return (
    <FormDialog
      danger
      title={t('series.withdrawTitle', { title })}
      act={t('series.withdraw')}
      busy={withdraw.isPending}
      error={withdraw.error}
      onClose={onClose}
      onSubmit={() =>
        withdraw.mutate({ params: { seriesId }, body: { reason: reason.trim() || null } }, { onSuccess: onClose })
      }
    >
      <p>{t('series.withdrawWords', { count: lessons })}</p>
      <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} maxLength={300} />
    </FormDialog>
  );
}
