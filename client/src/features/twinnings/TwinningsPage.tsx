import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { CalendarRange, Handshake, Network, Search } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useMay } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { NewTwinning } from './NewTwinning.tsx';
import { TwinningCard } from './TwinningCard.tsx';

export default function TwinningsPage() {
  const { t } = useTranslation('twinnings');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const read = useRead(listTwinnings, {});
  usePageTitle(t('title'));
  const coordinates = may('hours:find', { kind: 'joint', schoolIds: [], classGroupIds: [] });
  const add = may('twinning:edit', { kind: 'joint', schoolIds: [], classGroupIds: [] }) && (
    <Button kind="primary" icon={Network} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('title')}
        acts={
          <>
            <ButtonLink icon={Search} href="/partners">
              {t('partners')}
            </ButtonLink>
            <ButtonLink icon={Handshake} href="/agreements">
              {t('agreements')}
            </ButtonLink>
            {coordinates && (read.data?.twinnings.length ?? 0) > 1 && (
              <ButtonLink icon={CalendarRange} href="/hours/together">
                {t('together')}
              </ButtonLink>
            )}
            {read.data?.twinnings.length !== 0 && add}
          </>
        }
      />
      <ReadState read={read}>
        {({ twinnings }) =>
          twinnings.length === 0 ? (
            <Paper title={t('none.title')} titleHidden>
              <EmptyState title={t('none.title')} acts={add}>
                {t('none.words')}
              </EmptyState>
            </Paper>
          ) : (
            twinnings.map((twinning) => <TwinningCard key={twinning.twinningId} twinning={twinning} />)
          )
        }
      </ReadState>
      {adding && <NewTwinning onClose={() => setAdding(false)} />}
    </>
  );
}
