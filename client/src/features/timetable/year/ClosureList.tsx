import { confirmClosures, type SchoolClosure, type Timetable } from '@pluriclasse/shared/api/timetables';
import { toDayNumber, type DayNumber } from '@pluriclasse/shared/calendar/days';
import type { ClosureKind } from '@pluriclasse/shared/calendar/model';
import {
  BadgeCheck,
  Building2,
  Bus,
  CalendarPlus,
  Check,
  CircleHelp,
  GraduationCap,
  Landmark,
  MapPin,
  School,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Menu } from '../../../components/Menu.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { Row, Rows } from '../../../components/Rows.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import page from '../timetable.module.css';
import { useDays, useToday } from '../useDays.ts';
import { useTimetableChange } from '../useTimetable.ts';
import { schoolDaysIn } from './months.ts';
import css from './year.module.css';

const icons: Record<ClosureKind, LucideIcon> = {
  public: Landmark,
  regional: MapPin,
  municipal: Building2,
  school: School,
  exam: GraduationCap,
  trip: Bus,
};

export interface ClosureListProps {
  timetable: Timetable;
  /** The days of which closures are listed; undefined: all. */
  shown: { from: DayNumber; to: DayNumber } | undefined;
  onAdd: () => void;
  onChange: (closure: SchoolClosure) => void;
  onRemove: (closure: SchoolClosure) => void;
}

/** All closures by their days, and who vouches for them. */
export function ClosureList({ timetable, shown, onAdd, ...acts }: ClosureListProps) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const { schoolId, revision, mayEdit } = timetable;
  const [past, showPast] = useState(false);
  const today = useToday(timetable.timeZone);
  const confirm = useTimetableChange(confirmClosures, schoolId);
  const isShown = ({ from, to }: SchoolClosure) =>
    !shown || (toDayNumber(from) <= shown.to && toDayNumber(to) >= shown.from);
  const sorted = timetable.closures.filter(isShown).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const elsewhere = timetable.closures.length - sorted.length;
  const over = sorted.filter(({ to }) => toDayNumber(to) < today);
  const open = timetable.closures.filter(({ confirmedBy }) => confirmedBy === null);
  const vouch = (closures: readonly SchoolClosure[]) =>
    confirm.mutate({
      params: { schoolId },
      body: { revision, closureIds: closures.slice(0, 1000).map(({ closureId }) => closureId) },
    });
  return (
    <Paper
      title={t('year.list.title')}
      className={page.stack}
      aside={
        mayEdit && (
          <Button kind="primary" icon={CalendarPlus} onClick={onAdd}>
            {t('year.list.add')}
          </Button>
        )
      }
    >
      {open.length > 0 && (
        <div className={css.unconfirmed}>
          <p>
            <Icon of={CircleHelp} /> <span>{t('year.list.unconfirmed', { count: open.length })}</span>
          </p>
          {mayEdit && (
            <Button size="dense" icon={BadgeCheck} busy={confirm.isPending} onClick={() => vouch(open)}>
              {t('year.list.confirmAll')}
            </Button>
          )}
        </div>
      )}
      {confirm.error && <ErrorLine>{errorText(common, confirm.error)}</ErrorLine>}
      {timetable.closures.length === 0 && <p className={page.note}>{t('year.list.none')}</p>}
      <Rows label={t('year.list.title')}>
        {sorted
          .filter((closure) => past || !over.includes(closure))
          .map((closure) => (
            <ClosureRow
              key={closure.closureId}
              timetable={timetable}
              closure={closure}
              onConfirm={() => vouch([closure])}
              {...acts}
            />
          ))}
      </Rows>
      {over.length > 0 && (
        <Button kind="bare" aria-expanded={past} onClick={() => showPast(!past)}>
          {past ? t('year.list.hidePast') : t('year.list.showPast', { count: over.length })}
        </Button>
      )}
      {elsewhere > 0 && <p className={page.note}>{t('year.list.elsewhere', { count: elsewhere })}</p>}
    </Paper>
  );
}

interface ClosureRowProps {
  timetable: Timetable;
  closure: SchoolClosure;
  onConfirm: () => void;
  onChange: (closure: SchoolClosure) => void;
  onRemove: (closure: SchoolClosure) => void;
}

function ClosureRow({ timetable, closure, onConfirm, onChange, onRemove }: ClosureRowProps) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const days = useDays();
  const when = useWhen();
  const { kind, name, from, to, hours, classGroupIds, confirmedBy, confirmedAt, source } = closure;
  const classes = timetable.classGroups.filter(({ classGroupId }) => classGroupIds.includes(classGroupId));
  const taken = schoolDaysIn(from, to, timetable.weekdays);
  const facts = [
    t(`year.kinds.${kind}`),
    hours ? t('year.list.hours', hours) : t('year.list.days', { count: taken }),
    ...(classes.length > 0 ? [t('year.list.classes', { classes: days.list(classes.map((one) => one.name)) })] : []),
  ];
  return (
    <Row
      start={<Icon of={icons[kind]} />}
      end={
        <>
          {confirmedBy ? (
            <Chip state="good" icon={Check}>
              {t('year.list.confirmed', {
                name: confirmedBy.name,
                day: confirmedAt === null ? '' : when.day(confirmedAt, timetable.timeZone),
              })}
            </Chip>
          ) : (
            <Chip state="slow" icon={CircleHelp}>
              {t(`year.sources.${source}`)}
            </Chip>
          )}
          {timetable.mayEdit && (
            <Menu
              label={common('moreActs', { name })}
              acts={[
                ...(confirmedBy ? [] : [{ key: 'confirm', word: t('year.list.confirm'), onAct: onConfirm }]),
                { key: 'change', word: t('year.list.change'), onAct: () => onChange(closure) },
                { key: 'remove', word: common('remove'), onAct: () => onRemove(closure) },
              ]}
            />
          )}
        </>
      }
    >
      <b>{name}</b>
      <span className={css.span}>{days.span(from, to)}</span>
      <span className={css.facts}>{facts.join(' · ')}</span>
    </Row>
  );
}
