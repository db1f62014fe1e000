import { listImports, type ImportBrief } from '@pluriclasse/shared/api/imports';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { FileCheck2, FileClock, FileX2, type LucideIcon } from 'lucide-react';
import { Link } from 'wouter';
import { Chip } from '../../../components/Chip.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { ReadState } from '../../../components/ReadState.tsx';
import { Row, Rows } from '../../../components/Rows.tsx';
import { useRead } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import page from '../timetable.module.css';
import { TimetablePage, useTimePath, type TimePageProps } from '../TimetablePage.tsx';
import { Feeds } from './Feeds.tsx';
import css from './imports.module.css';
import { Upload } from './Upload.tsx';

/** What a school has elsewhere comes in: files, and feeds that it follows. */
export default function ImportsPage() {
  const { t } = useTranslation('imports');
  return (
    <TimetablePage page="import">
      {(props) =>
        props.timetable.mayEdit ? (
          <Imports {...props} />
        ) : (
          <EmptyState title={t('readOnly.title')}>{t('readOnly.words')}</EmptyState>
        )
      }
    </TimetablePage>
  );
}

function Imports({ timetable, schoolId }: TimePageProps) {
  const { t } = useTranslation('imports');
  const imports = useRead(listImports, { params: { schoolId } });
  return (
    <div className={css.columns}>
      <div className={css.side}>
        <Upload schoolId={schoolId} />
        <Paper title={t('list.title')}>
          <ReadState read={imports}>
            {({ imports: list }) =>
              list.length === 0 ? (
                <p className={page.note}>{t('list.none')}</p>
              ) : (
                <Rows label={t('list.title')}>
                  {list.map((one) => (
                    <ImportRow key={one.importId} brief={one} schoolId={schoolId} timeZone={timetable.timeZone} />
                  ))}
                </Rows>
              )
            }
          </ReadState>
        </Paper>
      </div>
      <Feeds timetable={timetable} schoolId={schoolId} />
    </div>
  );
}

const looks: Record<ImportBrief['state'], { icon: LucideIcon; state: 'slow' | 'good' | 'plain' }> = {
  ready: { icon: FileClock, state: 'slow' },
  applied: { icon: FileCheck2, state: 'good' },
  undone: { icon: FileX2, state: 'plain' },
};

interface ImportRowProps {
  brief: ImportBrief;
  schoolId: SchoolId;
  timeZone: string;
}

function ImportRow({ brief, schoolId, timeZone }: ImportRowProps) {
  const { t } = useTranslation('imports');
  const when = useWhen();
  const path = useTimePath(schoolId)('import');
  const { importId, fileNames, format, state, createdBy, createdAt, counts } = brief;
  const { icon, state: look } = looks[state];
  return (
    <Row
      start={<Icon of={icon} />}
      end={
        <Chip state={look} icon={icon}>
          {t(`states.${state}`)}
        </Chip>
      }
    >
      <Link href={`${path}/${importId}`}>{fileNames.join(', ') || t(`formats.${format}`)}</Link>
      <span className={css.facts}>
        {[
          t(`formats.${format}`),
          when.dayTime(createdAt, timeZone),
          createdBy?.name ?? t('list.byFeed'),
          t('list.counts', { add: counts.add, change: counts.change, remove: counts.remove }),
          ...(counts.problems > 0 ? [t('list.problems', { count: counts.problems })] : []),
        ].join(' · ')}
      </span>
    </Row>
  );
}
