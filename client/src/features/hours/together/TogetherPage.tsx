import { listScheduled } from '@pluriclasse/shared/api/series';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { AppError } from '@pluriclasse/shared/errors';
import type { TwinningId } from '@pluriclasse/shared/ids';
import { List, Search, Table2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { Button } from '../../../components/Button.tsx';
import { ButtonLink } from '../../../components/ButtonLink.tsx';
import { cx } from '../../../components/cx.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Skeleton } from '../../../components/Progress.tsx';
import { ReadState } from '../../../components/ReadState.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useRead } from '../../../lib/query.ts';
import { useMay, useStaff } from '../../../lib/staff.ts';
import { usePageTitle } from '../../../lib/usePageTitle.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { Before } from '../Before.tsx';
import { firstDraft } from '../draft.ts';
import { useGroups, type Group } from '../useWishedClasses.ts';
import { withSearch } from '../withSearch.ts';
import { Changes } from './Changes.tsx';
import { draftFor, restoreDraft, wishesOf, type PlanDraft } from './drafts.ts';
import { Outcome } from './Outcome.tsx';
import { OwnWishDialog } from './OwnWishDialog.tsx';
import { PlanProgress } from './PlanProgress.tsx';
import type { Plan } from './progress.ts';
import css from './together.module.css';
import { TogetherForm } from './TogetherForm.tsx';
import { TwinningChoice } from './TwinningChoice.tsx';
import { numbered, type Planned } from './twinnings.ts';
import { usePlan } from './usePlan.ts';

/** Several twinnings that compete for classes, teachers and rooms, planned together. */
export default function TogetherPage() {
  const { t } = useTranslation('together');
  usePageTitle(t('title'));
  const may = useMay();
  const { read, groups } = useGroups();
  const scheduled = useRead(listScheduled, {});
  if (!may('hours:find', { kind: 'joint', schoolIds: [], classGroupIds: [] })) {
    return (
      <EmptyState
        level={1}
        title={t('notYours.title')}
        acts={<ButtonLink href="/hours">{t('notYours.act')}</ButtonLink>}
      >
        {t('notYours.words')}
      </EmptyState>
    );
  }
  return (
    <ReadState read={read}>
      {() => (
        <ReadState read={scheduled}>
          {({ twinningIds }) =>
            groups === undefined || groups.length === 0 ? (
              <EmptyState
                level={1}
                title={t('empty.title')}
                acts={<ButtonLink href="/twinnings">{t('empty.act')}</ButtonLink>}
              >
                {t('empty.words')}
              </EmptyState>
            ) : (
              <Planner groups={groups} scheduled={twinningIds} />
            )
          }
        </ReadState>
      )}
    </ReadState>
  );
}

function Planner({ groups, scheduled }: { groups: readonly Group[]; scheduled: readonly TwinningId[] }) {
  const { t } = useTranslation('together');
  const { t: common } = useTranslation('common');
  const { school } = useStaff();
  const [query, setQuery] = useSearchParams();
  const { plan, error, starting, start, resume, swap, watchAgain, stop } = usePlan();
  const taken = useMemo(() => new Set(scheduled), [scheduled]);
  const all = useMemo(() => numbered(groups), [groups]);
  const byId = useMemo(() => new Map(all.map((one) => [one.group.twinningId as string, one])), [all]);
  const free = useMemo(() => all.filter(({ group }) => !taken.has(group.twinningId)), [all, taken]);
  const [draft, setDraft] = useState<PlanDraft>(() => ({
    common: firstDraft([], toWall(Date.now(), school?.timeZone ?? 'UTC').day),
    subjects: [],
    own: {},
  }));
  const [restored, setRestored] = useState(0);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(free.map(({ group }) => group.twinningId)));
  const [choosing, setChoosing] = useState(!query.has('search'));
  /** The plan in which one was given another hour. */
  const [before, setBefore] = useState<Plan>();
  const [owning, setOwning] = useState<Planned>();
  const chosen = free.filter(({ group }) => ticked.has(group.twinningId));

  useEffect(() => {
    const known = query.get('search');
    if (known === null) return;
    void resume(known, (wishes) => {
      const found = restoreDraft(wishes, groups);
      if (found === undefined) return;
      setDraft(found);
      setTicked(new Set(wishes.map(({ wishId }) => wishId)));
      setRestored((times) => times + 1);
    });
    // Once, as the page opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  // In the address, so that a page that is loaded again finds it.
  const keep = (searchId: string) => setQuery(withSearch(searchId), { replace: true });
  const begin = () => {
    setChoosing(false);
    setBefore(undefined);
    const wishes = wishesOf(
      draft,
      chosen.map(({ group }) => group),
    );
    void start(wishes, keep);
    window.scrollTo({ top: 0 });
  };
  const onSwap = (twinningId: TwinningId) => {
    setBefore(plan);
    void swap(twinningId, keep);
    window.scrollTo({ top: 0 });
  };
  const goBack = ({ searchId }: Plan) => {
    setBefore(undefined);
    keep(searchId);
    void watchAgain(searchId);
  };
  const gone = error instanceof AppError && error.code === 'not_found';
  const given = plan?.rows.filter(({ hour }) => hour !== null).length ?? 0;
  const shows = !choosing && (plan !== undefined || starting || error !== undefined);
  return (
    <>
      <PageHead
        title={
          shows && plan && plan.rows.length > 0 ? t('given', { count: given, of: String(plan.wishes) }) : t('title')
        }
        acts={
          <>
            {shows && !gone ? (
              <Button icon={List} onClick={() => setChoosing(true)}>
                {t('choose.back')}
              </Button>
            ) : (
              plan && (
                <Button icon={Table2} onClick={() => setChoosing(false)}>
                  {t('see')}
                </Button>
              )
            )}
            <ButtonLink icon={Search} href="/hours">
              {t('single')}
            </ButtonLink>
          </>
        }
      />
      <div className={cx((shows || free.length > 0) && css.page, shows && !gone && css.planned)}>
        {(shows || free.length > 0) && (
          <TogetherForm
            key={restored}
            draft={draft}
            chosen={chosen.length}
            busy={starting}
            onChange={setDraft}
            onPlan={begin}
          />
        )}
        <section className={css.side} aria-label={shows ? t('outcome') : t('choose.label')}>
          {shows && error && <ErrorLine>{gone ? t('gone') : errorText(common, error)}</ErrorLine>}
          {shows && !gone ? (
            <>
              {plan && <PlanProgress plan={plan} onStop={() => void stop()} />}
              {before && plan && plan.searchId !== before.searchId && plan.rows.length > 0 && (
                <Changes before={before.rows} after={plan.rows} twinnings={byId} onBack={() => goBack(before)} />
              )}
              {plan && plan.rows.length > 0 && (
                <Outcome key={plan.searchId} plan={plan} twinnings={byId} scheduled={taken} onSwap={onSwap} />
              )}
              {plan?.state === 'running' && plan.rows.length === 0 && <Before>{t('progress.before')}</Before>}
              {starting && plan === undefined && <Skeleton rows={4} label={common('loading')} />}
            </>
          ) : free.length === 0 ? (
            <EmptyState title={t('noneLeft.title')} acts={<ButtonLink href="/twinnings">{t('empty.act')}</ButtonLink>}>
              {t('noneLeft.words')}
            </EmptyState>
          ) : (
            <TwinningChoice
              twinnings={free}
              chosen={new Set(chosen.map(({ group }) => group.twinningId))}
              own={new Set(Object.keys(draft.own))}
              scheduled={all.length - free.length}
              onChange={setTicked}
              onOwn={setOwning}
            />
          )}
        </section>
      </div>
      {owning && (
        <OwnWishDialog
          planned={owning}
          first={draftFor(draft, owning.group)}
          isOwn={draft.own[owning.group.twinningId] !== undefined}
          onClose={() => setOwning(undefined)}
          onSave={(own) => {
            const { [owning.group.twinningId]: _, ...others } = draft.own;
            setDraft({ ...draft, own: own ? { ...others, [owning.group.twinningId]: own } : others });
            setOwning(undefined);
          }}
        />
      )}
    </>
  );
}
