import type { Ask } from '@pluriclasse/shared/api/asks';
import { listSeries, readSeries } from '@pluriclasse/shared/api/series';
import { readTwinning, type Twinning, type TwinningEvent } from '@pluriclasse/shared/api/twinnings';
import { TwinningId, type SeriesId } from '@pluriclasse/shared/ids';
import { CalendarDays, CalendarSearch, Hourglass } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Chip } from '../../components/Chip.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { siteSigns, type SiteSign } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useRead } from '../../lib/query.ts';
import { useMaySchedule } from '../../lib/staff.ts';
import { useNow } from '../../lib/useNow.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { AgreementChip } from './AgreementChip.tsx';
import { waitedDays } from './asks.ts';
import { AskRow } from './AskRow.tsx';
import { SeriesLessons } from './SeriesLessons.tsx';
import { SeriesPaper } from './SeriesPaper.tsx';
import { StateChip } from './StateChip.tsx';
import { StateDialog, type StateDialogProps } from './StateDialog.tsx';
import { TwinningHead } from './TwinningHead.tsx';
import css from './twinnings.module.css';

/** One twinning: its places, who has said yes to its series, their lessons, and who is waited for. */
export default function TwinningPage() {
  const { t } = useTranslation('twinnings');
  const parsed = TwinningId.safeParse(useParams<{ twinningId: string }>().twinningId);
  usePageTitle(parsed.success ? undefined : t('gone'));
  return parsed.success ? <TwinningRead twinningId={parsed.data} /> : <EmptyState level={1} title={t('gone')} />;
}

function TwinningRead({ twinningId }: { twinningId: TwinningId }) {
  const { t } = useTranslation('twinnings');
  const read = useRead(readTwinning, { params: { twinningId } }, { every: 30_000 });
  usePageTitle(read.data?.twinning.name ?? t('title'));
  return (
    <>
      <Link href="/twinnings" className={css.up}>
        {t('title')}
      </Link>
      <PageHead title={read.data?.twinning.name ?? t('title')} />
      <ReadState read={read} rows={5}>
        {(data) => <TwinningView {...data} />}
      </ReadState>
    </>
  );
}

interface TwinningViewProps {
  twinning: Twinning;
  history: readonly TwinningEvent[];
  asks: readonly Ask[];
}

function TwinningView({ twinning, history, asks }: TwinningViewProps) {
  const { t } = useTranslation('twinnings');
  const maySchedule = useMaySchedule();
  const [to, setTo] = useState<StateDialogProps['to']>();
  const { twinningId, participants, state, meets, mayEdit } = twinning;
  const list = useRead(listSeries, { query: { twinningId } }, { every: 30_000 });
  const ordered = useMemo(() => siteSigns(participants.map(({ school }) => school.name)), [participants]);
  const signs = useMemo(() => signsById(participants, ordered), [participants, ordered]);
  const schoolNames = useMemo(
    () => new Map<string, string>(participants.map(({ school }) => [school.schoolId, school.name])),
    [participants],
  );
  const schoolAsks = asks.filter(({ kind }) => kind === 'twinning');
  return (
    <>
      <Paper title={t('places')} titleHidden flush>
        <TwinningHead twinning={twinning} signs={ordered} />
        <div className={css.foot}>
          <div className={css.chips}>
            <StateChip state={state} />
            <AgreementChip participants={participants} />
          </div>
          <div className={css.acts}>
            <ButtonLink icon={CalendarDays} href={calendarOf(twinning)}>
              {t('calendar')}
            </ButtonLink>
            {meets && maySchedule(participants) && (
              <ButtonLink icon={CalendarSearch} kind="primary" href={`/hours?twinning=${twinningId}`}>
                {t('findHours')}
              </ButtonLink>
            )}
            {mayEdit && state === 'active' && <Button onClick={() => setTo('paused')}>{t('to.paused.act')}</Button>}
            {mayEdit && state === 'paused' && <Button onClick={() => setTo('active')}>{t('to.active.act')}</Button>}
            {mayEdit && state !== 'ended' && (
              <Button kind="danger" onClick={() => setTo('ended')}>
                {t('to.ended.act')}
              </Button>
            )}
          </div>
        </div>
      </Paper>
      {schoolAsks.length > 0 && (
        <Paper title={t('asks.schools')}>
          <ul className={css.asks}>
            {schoolAsks.map((ask) => (
              <AskRow key={ask.askId} ask={ask} sign={signs.get(ask.school.schoolId)} />
            ))}
          </ul>
        </Paper>
      )}
      <ReadState read={list}>
        {({ series }) =>
          series.length === 0 ? (
            <Paper title={t('series.none.title')} titleHidden>
              <EmptyState signs={ordered} title={t('series.none.title')}>
                {t('series.none.words')}
              </EmptyState>
            </Paper>
          ) : (
            series.map((one) => (
              <div key={one.seriesId} id={`series-${one.seriesId}`} ref={intoView}>
                <SeriesPaper series={one} signs={signs} schoolNames={schoolNames} />
              </div>
            ))
          )
        }
      </ReadState>
      <div className={css.columns}>
        <div className={css.stack}>
          {list.data?.series
            .filter((one) => one.state !== 'withdrawn')
            .map(({ seriesId }) => (
              <LessonsOf key={seriesId} seriesId={seriesId} signs={signs} />
            ))}
        </div>
        <div className={css.stack}>
          <Waiting asks={asks} signs={signs} />
          {history.length > 0 && <History history={history} />}
        </div>
      </div>
      {to && <StateDialog twinning={twinning} to={to} onClose={() => setTo(undefined)} />}
    </>
  );
}

/** A link of a notice names one series: it is shown once it is here. */
const intoView = (element: HTMLElement | null) => {
  if (element && location.hash === `#${element.id}`) element.scrollIntoView();
};

function LessonsOf({ seriesId, signs }: { seriesId: SeriesId; signs: ReadonlyMap<string, SiteSign> }) {
  const read = useRead(readSeries, { params: { seriesId } }, { every: 30_000 });
  return <ReadState read={read}>{({ lessons }) => <SeriesLessons lessons={lessons} signs={signs} />}</ReadState>;
}

function Waiting({ asks, signs }: { asks: readonly Ask[]; signs: ReadonlyMap<string, SiteSign> }) {
  const { t } = useTranslation('twinnings');
  const now = useNow(60_000);
  const open = asks.filter(({ answer }) => answer === null).toSorted((a, b) => a.askedAt - b.askedAt);
  return (
    <Paper title={t('waiting.title')}>
      {open.length === 0 ? (
        <p className={css.note}>{t('waiting.none')}</p>
      ) : (
        <Rows label={t('waiting.title')}>
          {open.map(({ askId, school, person, headless, step, kind, title, askedAt }) => {
            const sign = signs.get(school.schoolId);
            return (
              <Row
                key={askId}
                start={sign && <SiteMark sign={sign} />}
                end={
                  <Chip state="slow" icon={Hourglass}>
                    {waitedDays(askedAt, now) === 0
                      ? t('asks.today')
                      : t('asks.waits', { count: waitedDays(askedAt, now) })}
                  </Chip>
                }
              >
                <b>{person?.name ?? (headless ? t('asks.headless') : t(`asks.any.${step}`))}</b>
                <span className={css.note}>{t(`waiting.${kind}`, { title, school: school.name })}</span>
              </Row>
            );
          })}
        </Rows>
      )}
    </Paper>
  );
}

function History({ history }: { history: readonly TwinningEvent[] }) {
  const { t } = useTranslation('twinnings');
  const when = useWhen();
  return (
    <Paper title={t('history.title')}>
      <Rows label={t('history.title')}>
        {history.map(({ at, state, by, reason }) => (
          <Row key={at} end={<StateChip state={state} />}>
            <span>{when.date(at)}</span>
            {by && <span className={css.note}>{by.name}</span>}
            {reason && <span className={css.note}>{reason}</span>}
          </Row>
        ))}
      </Rows>
    </Paper>
  );
}

const signsById = (participants: Twinning['participants'], ordered: readonly SiteSign[]) =>
  new Map<string, SiteSign>(
    participants.flatMap(({ school }, n) => {
      const sign = ordered[n];
      return sign ? [[school.schoolId, sign] as const] : [];
    }),
  );

/** The calendar of its first two schools, class beside class. */
function calendarOf({ participants }: Twinning): string {
  const [left, right] = participants.map(({ school, classes }) => {
    const [first] = classes;
    return first ? `${school.schoolId}~class~${first.classGroupId}` : `${school.schoolId}~school~${school.schoolId}`;
  });
  const query = new URLSearchParams({ ...(left !== undefined && { left }), ...(right !== undefined && { right }) });
  return `/calendar?${query}`;
}
