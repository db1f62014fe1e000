import { readSeries } from '@pluriclasse/shared/api/series';
import { SeriesId } from '@pluriclasse/shared/ids';
import { Redirect, useParams } from 'wouter';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** A series stands on the page of its twinning: links of notices and e-mails come by here. */
export default function SeriesPage() {
  const { t } = useTranslation('twinnings');
  const parsed = SeriesId.safeParse(useParams<{ seriesId: string }>().seriesId);
  return parsed.success ? <ToTwinning seriesId={parsed.data} /> : <EmptyState level={1} title={t('gone')} />;
}

function ToTwinning({ seriesId }: { seriesId: SeriesId }) {
  const read = useRead(readSeries, { params: { seriesId } });
  return (
    <ReadState read={read}>
      {({ series }) => <Redirect to={`/twinnings/${series.twinningId}#series-${series.seriesId}`} replace />}
    </ReadState>
  );
}
