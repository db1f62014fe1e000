import type { SchedulePattern } from '@pluriclasse/shared/calendar/answer';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import type { TwinningId } from '@pluriclasse/shared/ids';
import { AppError } from '@pluriclasse/shared/errors';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { CalendarRange, Square } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Skeleton } from '../../components/Progress.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { siteSigns, type SiteSign } from '../../components/siteSign.ts';
import { errorText } from '../../lib/errorText.ts';
import { useMay, useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { Before } from './Before.tsx';
import { firstDraft, wishOf, type WishDraft } from './draft.ts';
import css from './hours.module.css';
import { ProposeDialog } from './ProposeDialog.tsx';
import { draftOfWish } from './restore.ts';
import { Results } from './Results.tsx';
import { useSearch } from './useSearch.ts';
import { withSearch } from './withSearch.ts';
import { useGroups, useKnownSchools, type Group } from './useWishedClasses.ts';
import { WishForm } from './WishForm.tsx';

interface Asked {
  readonly searchId: string;
  readonly twinningId: TwinningId | null;
  readonly wish: Wish;
}

/** Finds hours that really are common: what is wanted on the left, dated lessons that hold on the right. */
export default function HoursPage() {
  const { t } = useTranslation('hours');
  usePageTitle(t('title'));
  const { read, groups } = useGroups();
  return (
    <ReadState read={read}>
      {() =>
        groups === undefined || groups.length === 0 ? (
          <EmptyState level={1} title={t('noTwinning.title')}>
            {t('noTwinning.words')}
          </EmptyState>
        ) : (
          <Finder groups={groups} />
        )
      }
    </ReadState>
  );
}

function Finder({ groups }: { groups: readonly Group[] }) {
  const { t } = useTranslation('hours');
  const { t: common } = useTranslation('common');
  const { school } = useStaff();
  const [query, setQuery] = useSearchParams();
  const [group, setGroup] = useState(() => groupOf(groups, query));
  const [draft, setDraft] = useState<WishDraft>(() => draftOf(group, query, school?.timeZone));
  const { search, error, starting, start, resume, stop } = useSearch();
  const schools = useKnownSchools(group?.classes ?? []);
  const signs = useMemo(() => signsOf(group), [group]);
  const zones = useMemo(
    () => new Map(draft.classes.map(({ schoolId, timeZone }) => [schoolId, timeZone])),
    [draft.classes],
  );
  const several = useMay()('hours:find', { kind: 'joint', schoolIds: [], classGroupIds: [] }) && groups.length > 1;
  const running = search?.state === 'running';
  const found = search?.answers[0]?.patterns.length ?? 0;
  /** What the shown search was asked: the form may say something else by now. */
  const [asked, setAsked] = useState<Asked>();
  const [proposed, setProposed] = useState<SchedulePattern>();
  const results = useRef<HTMLElement>(null);
  const begin = () => {
    const wish = wishOf(draft);
    const twinningId = group?.twinningId ?? null;
    void start(twinningId, wish, (searchId) => {
      setAsked({ searchId, twinningId, wish });
      // In the address, so that a page that is loaded again finds it.
      setQuery(withSearch(searchId), { replace: true });
    });
    // The form is longer than a screen, and its button the last of it.
    results.current?.scrollIntoView({ block: 'start' });
  };
  useEffect(() => {
    const before = query.get('search');
    if (before !== null) {
      void resume(before, ({ twinningId, wishes: [wish] }) => {
        const known = groups.find((one) => one.twinningId === twinningId);
        if (wish === undefined || known === undefined) return;
        setGroup(known);
        setDraft(draftOfWish(wish, known.classes));
        setAsked({ searchId: before, twinningId, wish });
      });
    }
    // Whoever comes from the calendar with classes chosen has asked already.
    else if (query.has('classes') && group && draft.classes.length > 1) begin();
    // Once, as the page opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return (
    <div className={css.page}>
      <WishForm
        groups={groups}
        group={group}
        draft={draft}
        schools={schools}
        signs={signs}
        busy={starting}
        onGroup={(next) => {
          setGroup(next);
          setDraft({
            ...draft,
            classes: next.classes,
            mayDisplace: {},
            staffIds: {},
            roomIds: {},
            forbidden: [],
            preferred: [],
          });
        }}
        onChange={setDraft}
        onSearch={begin}
      />
      <section ref={results} className={css.side} aria-label={t('results')}>
        <div className={css.resultHead}>
          <h1>{search === undefined || (found === 0 && running) ? t('title') : t('found', { count: found })}</h1>
          {several && (
            <ButtonLink icon={CalendarRange} href="/hours/together">
              {t('together')}
            </ButtonLink>
          )}
          {search && (
            <p className={css.key} aria-hidden>
              <span>
                <i className={css.full} /> {t('holds')}
              </span>
              <span>
                <i className={css.hollow} /> {t('cant')}
              </span>
            </p>
          )}
        </div>
        {search && (
          <p className={css.progress} role="status">
            <span>
              {running
                ? t('trying', { count: search.tried })
                : t(
                    search.state === 'done'
                      ? search.value >= search.bound
                        ? 'tried'
                        : 'triedBest'
                      : `ended.${search.state}`,
                    {
                      count: search.tried,
                    },
                  )}
            </span>
            {running && (
              <Button icon={Square} size="dense" onClick={() => void stop()}>
                {t('stop')}
              </Button>
            )}
          </p>
        )}
        {error && <ErrorLine>{isGone(error) ? t('gone') : errorText(common, error)}</ErrorLine>}
        {search ? (
          <Results
            key={search.searchId}
            search={search}
            signs={signs}
            zones={zones}
            onPropose={asked?.twinningId && asked.searchId === search.searchId ? setProposed : undefined}
          />
        ) : starting ? (
          <Skeleton rows={4} label={common('loading')} />
        ) : (
          <Before>{t('before')}</Before>
        )}
      </section>
      {proposed && asked?.twinningId && (
        <ProposeDialog
          twinningId={asked.twinningId}
          name={groups.find(({ twinningId }) => twinningId === asked.twinningId)?.name ?? ''}
          wish={asked.wish}
          pattern={proposed}
          onClose={() => setProposed(undefined)}
        />
      )}
    </div>
  );
}

/** A search is kept for an hour after its end, and by the server that ran it. */
const isGone = (error: Error) => error instanceof AppError && error.code === 'not_found';

function groupOf(groups: readonly Group[], query: URLSearchParams): Group | undefined {
  const twinning = query.get('twinning');
  if (twinning !== null) return groups.find(({ twinningId }) => twinningId === twinning);
  const wanted = classesOf(query);
  if (wanted.length > 0) {
    return groups.find(({ classes }) => wanted.every((id) => classes.some(({ classGroupId }) => classGroupId === id)));
  }
  return groups.length === 1 ? groups[0] : undefined;
}

/** `school~class.school~class`, as the calendar's page says it. */
const classesOf = (query: URLSearchParams): string[] =>
  (query.get('classes') ?? '')
    .split('.')
    .map((pair) => pair.split('~')[1] ?? '')
    .filter(Boolean);

function draftOf(group: Group | undefined, query: URLSearchParams, zone = 'UTC'): WishDraft {
  const wanted = classesOf(query);
  const classes = (group?.classes ?? []).filter(
    ({ classGroupId }) => wanted.length === 0 || wanted.includes(classGroupId),
  );
  const minutes = Number(query.get('minutes'));
  const draft = firstDraft(classes, toWall(Date.now(), zone).day);
  return [30, 40, 45, 50, 60].includes(minutes) ? { ...draft, minutes } : draft;
}

function signsOf(group: Group | undefined): ReadonlyMap<string, SiteSign> {
  const schools = [...new Map((group?.classes ?? []).map(({ schoolId, school }) => [schoolId, school]))];
  const signs = siteSigns(schools.map(([, name]) => name));
  return new Map(schools.flatMap(([id], n) => (signs[n] ? [[id, signs[n]] as const] : [])));
}
