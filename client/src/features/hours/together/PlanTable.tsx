import type { PlannedHour, PlannedWish } from '@pluriclasse/shared/api/plans';
import { CalendarPlus, Shuffle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../../components/Button.tsx';
import { cx } from '../../../components/cx.ts';
import { DataTable } from '../../../components/DataTable.tsx';
import type { SiteSign } from '../../../components/siteSign.ts';
import { SiteMark } from '../../../components/SiteMark.tsx';
import { useAnswerWords } from '../../../components/useAnswerWords.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { ProposalState } from './ProposalState.tsx';
import css from './together.module.css';
import type { Planned } from './twinnings.ts';
import type { Proposal } from './useProposals.ts';
import week from './week.module.css';
import { WhyLess } from './WhyLess.tsx';

export interface PlanTableProps {
  rows: readonly PlannedWish[];
  names: Readonly<Record<string, string>>;
  twinnings: ReadonlyMap<string, Planned>;
  proposalOf: (twinningId: string) => Proposal | undefined;
  picked: string | undefined;
  /** Undefined: not now. */
  onPropose: ((planned: Planned) => void) | undefined;
  onSwap: ((planned: Planned) => void) | undefined;
}

/** Rows that are drawn at first, and more each time. */
const STEP = 50;

/** What the plan gives each twinning: its hour by each school's clocks, its dates, what it costs whom, and why not more. */
export function PlanTable({ rows, names, twinnings, proposalOf, picked, onPropose, onSwap }: PlanTableProps) {
  const { t } = useTranslation('together');
  const { t: hours } = useTranslation('hours');
  const { weekday, list } = useAnswerWords(names);
  const [most, setMost] = useState(STEP);
  const table = useRef<HTMLDivElement>(null);
  const at = picked === undefined ? -1 : rows.findIndex(({ wishId }) => wishId === picked);
  const shown = Math.max(most, at + 1);
  useEffect(() => {
    if (picked === undefined) return;
    const row = table.current?.querySelector<HTMLElement>(`[data-twinning="${CSS.escape(picked)}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [picked]);
  const hourOf = ({ slots, local }: PlannedHour, signs: ReadonlyMap<string, SiteSign>) => (
    <>
      <b className={css.day}>{list(slots.map((slot) => weekday(slot.weekday)))}</b>
      <ul className={css.local}>
        {local.map(({ schoolId, hours: own }) => {
          const sign = signs.get(schoolId);
          return (
            <li key={schoolId}>
              {sign && <SiteMark sign={sign} named />}
              <span>{[...new Set(own.map(({ start }) => start.replace(/^0/, '')))].join(' / ')}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
  const givesOf = ({ gives }: PlannedHour, signs: ReadonlyMap<string, SiteSign>) => (
    <ul className={css.gives}>
      {gives.map(({ schoolId, displaced, cost }) => {
        const sign = signs.get(schoolId);
        return (
          <li key={schoolId}>
            {sign && <SiteMark sign={sign} named />}
            <span>
              {displaced.length === 0
                ? hours('nothingMoves')
                : displaced.map((one) => hours('subjectHours', { subject: one.subject, count: one.hours })).join(', ')}
              {cost >= 1 && <span className={css.note}>{t('cost', { count: Math.round(cost) })}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
  return (
    <div ref={table}>
      <DataTable
        caption={t('table.title')}
        rows={rows.slice(0, shown)}
        rowKey={({ wishId }) => wishId}
        columns={[
          {
            key: 'twinning',
            head: t('table.twinning'),
            names: true,
            cell: ({ wishId }) => {
              const planned = twinnings.get(wishId);
              return (
                <span className={css.named}>
                  {planned && (
                    <span className={cx(week.number, week[`colour${planned.colour}`])}>{planned.number}</span>
                  )}
                  <Link href={`/twinnings/${wishId}`} data-twinning={wishId}>
                    {planned?.group.name ?? t('table.gone')}
                  </Link>
                </span>
              );
            },
          },
          {
            key: 'hour',
            head: t('table.hour'),
            cell: ({ wishId, hour }) =>
              hour ? hourOf(hour, twinnings.get(wishId)?.signs ?? new Map()) : <b>{t('table.none')}</b>,
          },
          {
            key: 'lessons',
            head: t('table.lessons'),
            cell: ({ hour }) => hour && <YieldOf hour={hour} />,
          },
          {
            key: 'gives',
            head: hours('givesUp'),
            cell: ({ wishId, hour }) => hour && givesOf(hour, twinnings.get(wishId)?.signs ?? new Map()),
          },
          {
            key: 'why',
            head: t('table.why'),
            cell: (row) =>
              row.hour && row.missed === null ? (
                <span className={css.note}>{t('why.best')}</span>
              ) : (
                <WhyLess row={row} names={names} twinnings={twinnings} />
              ),
          },
          {
            key: 'acts',
            head: t('table.series'),
            cell: ({ wishId, hour }) => {
              const proposal = proposalOf(wishId);
              const planned = twinnings.get(wishId);
              const again = proposal === undefined || proposal.state === 'failed';
              return (
                <span className={css.rowActs}>
                  {proposal && <ProposalState proposal={proposal} />}
                  {planned && hour && again && onPropose && (
                    <Button
                      size="dense"
                      icon={CalendarPlus}
                      aria-label={t('propose.oneOf', { name: planned.group.name })}
                      onClick={() => onPropose(planned)}
                    >
                      {t('propose.one')}
                    </Button>
                  )}
                  {planned && hour && again && onSwap && (
                    <Button
                      size="dense"
                      icon={Shuffle}
                      aria-label={t('swap.actOf', { name: planned.group.name })}
                      onClick={() => onSwap(planned)}
                    >
                      {t('swap.act')}
                    </Button>
                  )}
                </span>
              );
            },
          },
        ]}
      />
      {shown < rows.length && (
        <Button onClick={() => setMost(shown + STEP)}>
          {t('table.more', { count: Math.min(STEP, rows.length - shown) })}
        </Button>
      )}
    </div>
  );
}

function YieldOf({ hour: { lessons, dates } }: { hour: PlannedHour }) {
  const { t } = useTranslation('together');
  return (
    <span className={css.yield}>
      <b>{lessons}</b> {t('table.of', { count: dates })}
    </span>
  );
}
