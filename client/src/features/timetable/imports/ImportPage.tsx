import { dropImport, listImports, type Import } from '@pluriclasse/shared/api/imports';
import { listSubscriptions } from '@pluriclasse/shared/api/subscriptions';
import { ImportId } from '@pluriclasse/shared/ids';
import { ArrowLeft, FileCheck2, FileX2, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { Banner } from '../../../components/Banner.tsx';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { ReadState } from '../../../components/ReadState.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useChange } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { TimetablePage, useTimePath, type TimePageProps } from '../TimetablePage.tsx';
import { Choices } from './Choices.tsx';
import { ColumnsEditor } from './ColumnsEditor.tsx';
import { Counts } from './Counts.tsx';
import css from './imports.module.css';
import { Items } from './Items.tsx';
import { Problems } from './Problems.tsx';
import { useImport, type ImportWork } from './useImport.ts';

/** One import: what would change, what can't be read, what is to be chosen; then applying it, and the way back. */
export default function ImportPage() {
  const { t } = useTranslation('imports');
  const { importId } = useParams<{ importId: string }>();
  const parsed = ImportId.safeParse(importId);
  return (
    <TimetablePage page="import">
      {(props) =>
        parsed.success ? (
          <OneImport {...props} importId={parsed.data} />
        ) : (
          <EmptyState title={t('gone.title')}>{t('gone.words')}</EmptyState>
        )
      }
    </TimetablePage>
  );
}

function OneImport({ timetable, schoolId, importId }: TimePageProps & { importId: ImportId }) {
  const { t } = useTranslation('imports');
  const work = useImport(schoolId, importId);
  const path = useTimePath(schoolId)('import');
  return (
    <>
      <Link href={path} className={css.back}>
        <Icon of={ArrowLeft} /> {t('back')}
      </Link>
      <ReadState read={work.read} rows={6} gone={{ title: t('gone.title'), words: t('gone.words') }}>
        {(data) => <Found data={data} work={work} timetable={timetable} schoolId={schoolId} />}
      </ReadState>
    </>
  );
}

function Found({ data, work, timetable, schoolId }: TimePageProps & { data: Import; work: ImportWork }) {
  const { t } = useTranslation('imports');
  const { t: common } = useTranslation('common');
  const ready = data.state === 'ready';
  return (
    <>
      <Counts data={data} looking={work.looking} />
      {ready && data.subscriptionId !== null && (
        <p className={page.note}>{t('ofFeed', { name: data.fileNames.join(', ') })}</p>
      )}
      {data.state === 'applied' && (
        <Banner state="good" icon={FileCheck2}>
          {t('applied')}
        </Banner>
      )}
      {data.state === 'undone' && <Banner icon={FileX2}>{t('undone')}</Banner>}
      {work.failure && <ErrorLine>{errorText(common, work.failure)}</ErrorLine>}
      <Acts data={data} work={work} schoolId={schoolId} />
      <div className={ready ? css.dryRun : css.side}>
        <div className={css.first}>
          {ready && work.choices && data.offers.table && (
            <ColumnsEditor choices={work.choices} onChoose={work.choose} table={data.offers.table} />
          )}
          <Problems data={data} />
        </div>
        {ready && work.choices && (
          <Choices data={data} choices={work.choices} onChoose={work.choose} timetable={timetable} />
        )}
        <div className={css.items}>
          <Items data={data} choices={work.choices ?? data.choices} onChoose={ready ? work.choose : undefined} />
        </div>
      </div>
      {data.dropped.length > 0 && (
        <p className={page.small}>
          {t('dropped')} {data.dropped.map(({ what, rows }) => t(`droppedRows.${what}`, { count: rows })).join(', ')}.
        </p>
      )}
    </>
  );
}

function Acts({ data, work, schoolId }: { data: Import; work: ImportWork; schoolId: TimePageProps['schoolId'] }) {
  const { t } = useTranslation('imports');
  const [, go] = useLocation();
  const [undoing, setUndoing] = useState(false);
  const path = useTimePath(schoolId)('import');
  const { importId, counts, state } = data;
  const drop = useChange(dropImport, [listImports, listSubscriptions]);
  const changes = counts.add + counts.change + counts.remove;
  if (state === 'undone') return null;
  if (state === 'applied') {
    return (
      <div className={page.acts}>
        <Button icon={Undo2} onClick={() => setUndoing(true)}>
          {t('acts.undo')}
        </Button>
        {undoing && (
          <FormDialog
            danger
            title={t('acts.undoTitle')}
            act={t('acts.undo')}
            busy={work.applying}
            error={work.failure}
            onClose={() => setUndoing(false)}
            onSubmit={() => work.undo(() => setUndoing(false))}
          >
            <p>{t('acts.undoWords')}</p>
          </FormDialog>
        )}
      </div>
    );
  }
  return (
    <div className={page.acts}>
      <Button
        kind="primary"
        icon={FileCheck2}
        busy={work.applying || work.looking}
        disabled={changes === 0}
        onClick={() => work.apply(data, () => showToast(t('acts.done')))}
      >
        {work.applying ? t('acts.applying') : t('acts.apply', { count: changes })}
      </Button>
      <Button
        icon={Trash2}
        busy={drop.isPending}
        onClick={() => drop.mutate({ params: { schoolId, importId } }, { onSuccess: () => go(path) })}
      >
        {t('acts.drop')}
      </Button>
      <p className={page.small}>{changes === 0 ? t('acts.nothing') : t('acts.words')}</p>
    </div>
  );
}
