import type { Plan as LessonPlan } from '@pluriclasse/shared/domain/plan';
import type { TwinningId } from '@pluriclasse/shared/ids';
import { CalendarPlus, Square } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { useStaff } from '../../../lib/staff.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { Segments } from '../Segments.tsx';
import { PlanTable } from './PlanTable.tsx';
import { looks, type Look, type Plan } from './progress.ts';
import { ProposeAllDialog } from './ProposeAllDialog.tsx';
import css from './together.module.css';
import { schoolsOf, type Planned } from './twinnings.ts';
import { useProposals, type Proposal, type Proposed } from './useProposals.ts';
import { WeekPicture } from './WeekPicture.tsx';

export interface OutcomeProps {
  plan: Plan;
  twinnings: ReadonlyMap<string, Planned>;
  /** Twinnings that have a series. */
  scheduled: ReadonlySet<TwinningId>;
  /** Gives a twinning another hour. */
  onSwap: (twinningId: TwinningId) => void;
}

const everySchool = 'all';

/** What a plan gives: the week, a table of all twinnings, and their series to propose. */
export function Outcome({ plan, twinnings, scheduled, onSwap }: OutcomeProps) {
  const { t } = useTranslation('together');
  const { school } = useStaff();
  const { proposals, running, propose, stop } = useProposals(plan.searchId);
  const [look, setLook] = useState<Look>('all');
  const [schoolId, setSchool] = useState(everySchool);
  const [picked, pick] = useState<string>();
  const [asking, setAsking] = useState<readonly Planned[]>();
  const groups = useMemo(() => [...twinnings.values()].map(({ group }) => group), [twinnings]);
  const inPlan = useMemo(() => {
    const ids = new Set(plan.rows.map(({ wishId }) => wishId));
    return groups.filter(({ twinningId }) => ids.has(twinningId));
  }, [plan.rows, groups]);
  const schools = useMemo(() => schoolsOf(inPlan), [inPlan]);
  const zones = useMemo(() => new Map(schools.map((one) => [one.schoolId, one.timeZone])), [schools]);
  const sorted = useMemo(() => {
    const place = (wishId: string) => twinnings.get(wishId)?.number ?? Infinity;
    return plan.rows.toSorted((a, b) => place(a.wishId) - place(b.wishId));
  }, [plan.rows, twinnings]);
  const rows = useMemo(
    () =>
      sorted.filter((row) => {
        const signs = twinnings.get(row.wishId)?.signs;
        return looks[look](row) && (schoolId === everySchool || signs?.has(schoolId));
      }),
    [sorted, twinnings, look, schoolId],
  );
  const proposalOf = (twinningId: string): Proposal | undefined =>
    proposals.get(twinningId) ?? (scheduled.has(twinningId as TwinningId) ? { state: 'known' } : undefined); // only looked up
  const left = sorted.filter(({ wishId, hour }) => {
    const state = proposalOf(wishId)?.state;
    return hour !== null && (state === undefined || state === 'failed');
  });
  const begin = (wanted: Proposed[], lessonPlan: LessonPlan) => {
    setAsking(undefined);
    void propose(wanted, lessonPlan);
  };
  const stands = plan.state === 'done' || plan.state === 'stopped';
  const open = left.flatMap(({ wishId }) => twinnings.get(wishId) ?? []);
  const asked = new Set<string>(asking?.map(({ group }) => group.twinningId));
  const counts = (of: Look) => sorted.filter(looks[of]).length;
  return (
    <>
      {running && <Proposing proposals={proposals} onStop={stop} />}
      {!running && proposals.size > 0 && <Summary proposals={proposals} />}
      <div className={css.tools}>
        <Segments
          legend={t('look.label')}
          value={look}
          options={(['all', 'less', 'none'] as const).map((value) => ({
            value,
            label: t(`look.${value}`, { count: counts(value) }),
          }))}
          onChange={setLook}
        />
        <SelectField
          label={t('look.school')}
          value={schoolId}
          options={[
            { value: everySchool, label: t('look.everySchool') },
            ...schools.map((one) => ({ value: one.schoolId, label: one.name })),
          ]}
          onChange={setSchool}
        />
        {stands && open.length > 0 && (
          <Button kind="primary" icon={CalendarPlus} busy={running} onClick={() => setAsking(open)}>
            {t('propose.all', { count: open.length })}
          </Button>
        )}
      </div>
      <WeekPicture
        rows={rows}
        twinnings={twinnings}
        zones={zones}
        firstZone={school?.timeZone ?? schools[0]?.timeZone}
        picked={picked}
        onPick={pick}
      />
      <Paper title={t('table.title')}>
        {rows.length === 0 ? (
          <p className={css.note}>{t('look.nobody')}</p>
        ) : (
          <PlanTable
            rows={rows}
            names={plan.names}
            twinnings={twinnings}
            proposalOf={proposalOf}
            picked={picked}
            onSwap={stands && !running && plan.wishes > 1 ? (planned) => onSwap(planned.group.twinningId) : undefined}
            onPropose={stands && !running ? (planned) => setAsking([planned]) : undefined}
          />
        )}
      </Paper>
      {asking && (
        <ProposeAllDialog
          twinnings={asking}
          lessons={sorted.reduce((sum, { wishId, hour }) => sum + (asked.has(wishId) ? (hour?.lessons ?? 0) : 0), 0)}
          onPropose={begin}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

const isDone = ({ state }: Proposal) => state !== 'waiting' && state !== 'proposing';

function Proposing({ proposals, onStop }: { proposals: ReadonlyMap<string, Proposal>; onStop: () => void }) {
  const { t } = useTranslation('together');
  const done = [...proposals.values()].filter(isDone).length;
  return (
    <div className={css.progress}>
      <p role="status">{t('propose.running', { count: done, of: String(proposals.size) })}</p>
      <div className={css.bar}>
        <Progress value={done / proposals.size} label={t('propose.label')} />
      </div>
      <Button icon={Square} size="dense" onClick={onStop}>
        {t('stop')}
      </Button>
    </div>
  );
}

function Summary({ proposals }: { proposals: ReadonlyMap<string, Proposal> }) {
  const { t } = useTranslation('together');
  const failed = [...proposals.values()].filter(({ state }) => state === 'failed').length;
  const done = [...proposals.values()].filter(({ state }) => state === 'proposed').length;
  return (
    <p className={css.summary} role="status">
      {t('propose.done', { count: done })} {failed > 0 && <b>{t('propose.failed', { count: failed })}</b>}
    </p>
  );
}
