import { deleteBells } from '@pluriclasse/shared/api/timetables';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { BellSchedule } from '@pluriclasse/shared/calendar/model';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { BellRing, CalendarDays, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { useNow } from '../../../lib/useNow.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { TimetablePage, type TimePageProps } from '../TimetablePage.tsx';
import { useDays } from '../useDays.ts';
import { useTimetableChange } from '../useTimetable.ts';
import { BellsDialog } from './BellsDialog.tsx';
import css from './bells.module.css';
import { DayStrip } from './DayStrip.tsx';
import { breakBetween, minutesOf } from './periods.ts';

/** When a school's bells ring. */
export default function BellsPage() {
  return <TimetablePage page="bells">{(props) => <Bells {...props} />}</TimetablePage>;
}

type Editing = { kind: 'none' } | { kind: 'new'; short: boolean } | { kind: 'change' | 'remove'; bells: BellSchedule };

function Bells({ timetable }: TimePageProps) {
  const { t } = useTranslation('timetable');
  const [editing, setEditing] = useState<Editing>({ kind: 'none' });
  const { day, minute } = toWall(useNow(60_000), timetable.timeZone);
  const today = new SchoolYear(timetable).day(day);
  const ringing = today.open ? today.bells : null;
  const close = () => setEditing({ kind: 'none' });
  const { mayEdit, bells } = timetable;
  // Those for every week first, then the exceptions.
  const sorted = [...bells.filter((one) => one.days.length === 0), ...bells.filter((one) => one.days.length > 0)];
  return (
    <>
      {bells.length === 0 ? (
        <EmptyState
          title={t('bells.none.title')}
          acts={
            mayEdit && (
              <Button kind="primary" icon={Plus} onClick={() => setEditing({ kind: 'new', short: false })}>
                {t('bells.add')}
              </Button>
            )
          }
        >
          {t('bells.none.words')}
        </EmptyState>
      ) : (
        <>
          {mayEdit && (
            <div className={page.acts}>
              <Button kind="primary" icon={Plus} onClick={() => setEditing({ kind: 'new', short: false })}>
                {t('bells.add')}
              </Button>
              <Button icon={CalendarDays} onClick={() => setEditing({ kind: 'new', short: true })}>
                {t('bells.addShort')}
              </Button>
            </div>
          )}
          <div className={css.cards}>
            {sorted.map((one) => (
              <BellsCard
                key={one.bellScheduleId}
                bells={one}
                minute={one === ringing ? minute : undefined}
                rings={one === ringing}
                {...(mayEdit && {
                  onChange: () => setEditing({ kind: 'change', bells: one }),
                  onRemove: () => setEditing({ kind: 'remove', bells: one }),
                })}
              />
            ))}
          </div>
          <p className={page.small}>{t('bells.order')}</p>
        </>
      )}
      {editing.kind === 'new' && <BellsDialog timetable={timetable} short={editing.short} onClose={close} />}
      {editing.kind === 'change' && (
        <BellsDialog
          timetable={timetable}
          bells={editing.bells}
          short={editing.bells.days.length > 0}
          onClose={close}
        />
      )}
      {editing.kind === 'remove' && <RemoveBells timetable={timetable} bells={editing.bells} onClose={close} />}
    </>
  );
}

interface CardProps {
  bells: BellSchedule;
  rings: boolean;
  minute: number | undefined;
  onChange?: () => void;
  onRemove?: () => void;
}

function BellsCard({ bells, rings, minute, onChange, onRemove }: CardProps) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const days = useDays();
  const lengths = [...new Set(bells.periods.map(minutesOf))].toSorted((a, b) => a - b);
  const breaks = bells.periods.slice(1).flatMap((next, at) => {
    const before = bells.periods[at];
    const minutes = before ? breakBetween(before, next) : 0;
    return minutes > 0 && before ? [t('bells.breakAfter', { number: before.number, count: minutes })] : [];
  });
  const when =
    bells.days.length > 0
      ? days.list(bells.days.map((day) => days.short(day)))
      : bells.weekdays.length === 7
        ? t('bells.everyDay')
        : days.list(bells.weekdays.toSorted((a, b) => a - b).map((weekday) => days.weekday(weekday)));
  return (
    <Paper
      title={bells.name}
      className={page.stack}
      aside={
        rings && (
          <Chip state="now" icon={BellRing}>
            {t('bells.today')}
          </Chip>
        )
      }
    >
      <p className={css.when}>{when}</p>
      {(bells.from !== null || bells.to !== null) && <p className={page.small}>{days.span(bells.from, bells.to)}</p>}
      <DayStrip periods={bells.periods} minute={minute} />
      <p className={page.note}>
        {t('bells.hours', { count: bells.periods.length })}
        {lengths.length > 0 && `, ${t('bells.minutes', { list: days.list(lengths.map(String)) })}`}
        {breaks.length > 0 && ` · ${breaks.join(', ')}`}
      </p>
      {onChange && onRemove && (
        <div className={page.acts}>
          <Button icon={Pencil} aria-label={t('bells.changeLabel', { name: bells.name })} onClick={onChange}>
            {t('bells.change')}
          </Button>
          <Button aria-label={t('bells.removeLabel', { name: bells.name })} onClick={onRemove}>
            {common('remove')}
          </Button>
        </div>
      )}
    </Paper>
  );
}

interface RemoveProps {
  timetable: TimePageProps['timetable'];
  bells: BellSchedule;
  onClose: () => void;
}

function RemoveBells({ timetable, bells, onClose }: RemoveProps) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const { schoolId, revision } = timetable;
  const remove = useTimetableChange(deleteBells, schoolId);
  const params = { schoolId, bellScheduleId: bells.bellScheduleId };
  return (
    <FormDialog
      danger
      title={t('bells.removeTitle', { name: bells.name })}
      act={common('remove')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() => remove.mutate({ params, body: { revision } }, { onSuccess: onClose })}
    >
      <p>{t('bells.removeWords')}</p>
    </FormDialog>
  );
}
