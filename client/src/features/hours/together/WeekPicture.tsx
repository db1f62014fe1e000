import type { PlannedWish } from '@pluriclasse/shared/api/plans';
import { toWallTime } from '@pluriclasse/shared/calendar/days';
import { useMemo, useState } from 'react';
import { cx } from '../../../components/cx.ts';
import { Hidden } from '../../../components/Hidden.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { useWeekdays } from '../../../components/useAnswerWords.ts';
import { useZoneCity } from '../../../components/useZoneLabel.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './week.module.css';
import type { Planned } from './twinnings.ts';
import { weekOf } from './week.ts';

export interface WeekPictureProps {
  rows: readonly PlannedWish[];
  twinnings: ReadonlyMap<string, Planned>;
  /** Time zones of the schools. */
  zones: ReadonlyMap<string, string>;
  /** Whose clocks to begin with. */
  firstZone: string | undefined;
  picked: string | undefined;
  onPick: (twinningId: string) => void;
}

/** Chips in one hour that are drawn at first. */
const FIRST = 6;
/** With more twinnings than this chips carry their numbers alone. */
const NAMED = 40;

/** Who sits where in the week: a chip a twinning, in the hour in which it begins. */
export function WeekPicture({ rows, twinnings, zones, firstZone, picked, onPick }: WeekPictureProps) {
  const { t } = useTranslation('together');
  const weekday = useWeekdays();
  const cityOf = useZoneCity();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const all = useMemo(() => [...new Set(zones.values())].toSorted(), [zones]);
  const [chosen, setZone] = useState(firstZone);
  const zone = chosen !== undefined && all.includes(chosen) ? chosen : (all[0] ?? 'UTC');
  const grid = useMemo(() => weekOf(rows, zone, zones), [rows, zone, zones]);
  const short = rows.length > NAMED;
  if (grid.hours.length === 0) return null;
  return (
    <Paper
      title={t('week.title')}
      aside={
        all.length > 1 && (
          <SelectField
            label={t('week.clocks')}
            value={zone}
            options={all.map((one) => ({ value: one, label: cityOf(one) }))}
            onChange={setZone}
          />
        )
      }
    >
      {/* A week wider than the page is scrolled by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css.scroll} tabIndex={0} role="group" aria-label={t('week.title')}>
        <table className={css.week} aria-label={t('week.title')}>
          <thead>
            <tr>
              <th scope="col">
                <Hidden>{t('week.hour')}</Hidden>
              </th>
              {grid.weekdays.map((day) => (
                <th key={day} scope="col">
                  {weekday(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.hours.map((hour) => (
              <tr key={hour}>
                <th scope="row">{toWallTime(hour * 60).replace(/^0/, '')}</th>
                {grid.weekdays.map((day) => {
                  const cells = grid.at(day, hour);
                  const key = `${day} ${hour}`;
                  const shown = open.has(key) ? cells : cells.slice(0, FIRST);
                  return (
                    <td key={day}>
                      <ul className={css.cell}>
                        {shown.map(({ wishId, start }) => {
                          const planned = twinnings.get(wishId);
                          if (planned === undefined) return null;
                          const at = toWallTime(start).replace(/^0/, '');
                          const { name } = planned.group;
                          return (
                            <li key={`${wishId} ${start}`}>
                              <button
                                type="button"
                                className={cx(css.chip, css[`colour${planned.colour}`], short && css.short)}
                                title={t('week.chip', { at, name, number: String(planned.number) })}
                                aria-pressed={picked === wishId}
                                onClick={() => onPick(wishId)}
                              >
                                <b>{planned.number}</b>
                                {short ? (
                                  <Hidden>{` ${at} ${name}`}</Hidden>
                                ) : (
                                  <>
                                    <span className={css.at}>{at}</span> <span className={css.who}>{name}</span>
                                  </>
                                )}
                              </button>
                            </li>
                          );
                        })}
                        {shown.length < cells.length && (
                          <li>
                            <button type="button" className={css.rest} onClick={() => setOpen(new Set([...open, key]))}>
                              <span aria-hidden>{`+${cells.length - shown.length}`}</span>
                              <Hidden>{t('week.more', { count: cells.length - shown.length })}</Hidden>
                            </button>
                          </li>
                        )}
                      </ul>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Paper>
  );
}
