import { exportOverview, readOverview, type TwinningFigures } from '@pluriclasse/shared/api/twinnings';
import { Download, Hourglass } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Chip } from '../../components/Chip.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { callApi } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useRead } from '../../lib/query.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { saveFile } from './saveFile.ts';
import { schoolYears } from './schoolYears.ts';
import css from './reports.module.css';

/** What came of the twinnings in a school year, who is waited for, and the same as a table to take away. */
export default function ReportsPage() {
  const { t } = useTranslation('reports');
  const { t: common } = useTranslation('common');
  usePageTitle(t('title'));
  const [years] = useState(() => schoolYears(Date.now(), 4));
  const [chosen, choose] = useState(years[0]?.label ?? '');
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>();
  const year = years.find(({ label }) => label === chosen) ?? years[0];
  const query = { from: year?.from, to: year?.to };
  const read = useRead(readOverview, { query });
  const save = async () => {
    setSaving(true);
    setError(undefined);
    try {
      const { fileName, text } = await callApi(exportOverview, { query });
      saveFile(fileName, 'text/csv;charset=utf-8', text);
    } catch (problem) {
      setError(problem);
    } finally {
      setSaving(false);
    }
  };
  return (
    <>
      <PageHead
        title={t('title')}
        acts={
          <>
            <SelectField
              labelHidden
              label={t('year')}
              value={chosen}
              options={years.map(({ label }) => ({ value: label, label }))}
              onChange={choose}
            />
            <Button icon={Download} busy={saving} onClick={() => void save()}>
              {t('export')}
            </Button>
          </>
        }
      />
      {error !== undefined && <ErrorLine>{errorText(common, error)}</ErrorLine>}
      <ReadState read={read}>
        {({ twinnings }) =>
          twinnings.length === 0 ? (
            <Paper title={t('none.title')} titleHidden>
              <EmptyState title={t('none.title')}>{t('none.words')}</EmptyState>
            </Paper>
          ) : (
            <>
              <Figures rows={twinnings} />
              <div className={css.columns}>
                <Hours rows={twinnings} />
                <Waiting rows={twinnings} />
              </div>
            </>
          )
        }
      </ReadState>
    </>
  );
}

function Figures({ rows }: { rows: readonly TwinningFigures[] }) {
  const { t } = useTranslation('reports');
  return (
    <Paper title={t('lessons')}>
      <DataTable
        caption={t('lessons')}
        rows={rows}
        rowKey={({ twinning }) => twinning.twinningId}
        columns={[
          {
            key: 'twinning',
            head: t('columns.twinning'),
            names: true,
            cell: ({ twinning }) => (
              <span className={css.twinning}>
                <span className={css.marks}>
                  {siteSigns(twinning.participants.map(({ school }) => school.name)).map((sign) => (
                    <SiteMark key={sign.name} sign={sign} named />
                  ))}
                </span>
                <Link href={`/twinnings/${twinning.twinningId}`}>{twinning.name}</Link>
              </span>
            ),
          },
          { key: 'held', head: t('columns.held'), cell: ({ held }) => <b>{held}</b> },
          { key: 'missed', head: t('columns.missed'), cell: ({ missed }) => missed },
          { key: 'cancelled', head: t('columns.cancelled'), cell: ({ cancelled }) => cancelled },
          { key: 'toCome', head: t('columns.toCome'), cell: ({ toCome }) => toCome },
          { key: 'open', head: t('columns.open'), cell: ({ open }) => open },
          { key: 'bar', head: t('columns.share'), cell: (row) => <Share row={row} /> },
        ]}
      />
    </Paper>
  );
}

/** Held, missed, to come as one bar; the numbers stand beside it. */
function Share({ row: { held, missed, toCome } }: { row: TwinningFigures }) {
  const { t } = useTranslation('reports');
  const all = held + missed + toCome;
  if (all === 0) return null;
  const part = (count: number) => ({ flexGrow: count });
  return (
    <span
      className={css.bar}
      role="img"
      aria-label={t('share', { held: String(held), missed: String(missed), toCome: String(toCome) })}
    >
      <i className={css.held} style={part(held)} />
      <i className={css.missed} style={part(missed)} />
      <i className={css.toCome} style={part(toCome)} />
    </span>
  );
}

function Hours({ rows }: { rows: readonly TwinningFigures[] }) {
  const { t } = useTranslation('reports');
  const classes = rows.flatMap(({ twinning, time }) =>
    time.map((one) => ({
      ...one,
      key: `${twinning.twinningId} ${one.classGroupId}`,
      school: twinning.participants.find(({ school }) => school.schoolId === one.schoolId)?.school.name ?? '',
      twinning: twinning.name,
    })),
  );
  return (
    <Paper title={t('hours.title')}>
      <DataTable
        caption={t('hours.title')}
        rows={classes}
        rowKey={({ key }) => key}
        columns={[
          { key: 'class', head: t('hours.class'), names: true, cell: ({ name, school }) => `${name}, ${school}` },
          { key: 'twinning', head: t('columns.twinning'), cell: ({ twinning }) => twinning },
          { key: 'time', head: t('hours.time'), cell: ({ ms }) => t('hours.value', hoursOf(ms)) },
        ]}
      />
    </Paper>
  );
}

const hoursOf = (ms: number) => {
  const minutes = Math.round(ms / 60_000);
  return { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60).padStart(2, '0') };
};

function Waiting({ rows }: { rows: readonly TwinningFigures[] }) {
  const { t } = useTranslation('reports');
  const when = useWhen();
  const waiting = rows.flatMap((row) => row.waiting).toSorted((a, b) => a.askedAt - b.askedAt);
  return (
    <Paper title={t('waiting.title')}>
      {waiting.length === 0 ? (
        <p className={css.note}>{t('waiting.none')}</p>
      ) : (
        <Rows label={t('waiting.title')}>
          {waiting.map(({ askId, school, person, title, askedAt, twinningId, headless, step }) => (
            <Row
              key={askId}
              end={
                <Chip state="slow" icon={Hourglass}>
                  {t('waiting.since', { day: when.day(askedAt) })}
                </Chip>
              }
            >
              <b>{person?.name ?? t(headless ? 'waiting.headless' : `waiting.${step}`)}</b>
              <span className={css.note}>{t('waiting.of', { school: school.name, title })}</span>
              <ButtonLink size="dense" href={`/twinnings/${twinningId}`}>
                {t('waiting.open')}
              </ButtonLink>
            </Row>
          ))}
        </Rows>
      )}
    </Paper>
  );
}
