import { listAgreements } from '@pluriclasse/shared/api/agreements';
import { Handshake } from 'lucide-react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useMay } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { AgreementCard } from './AgreementCard.tsx';
import css from './agreements.module.css';

export default function AgreementsPage() {
  const { t } = useTranslation('agreements');
  const may = useMay();
  const read = useRead(listAgreements, {});
  usePageTitle(t('title'));
  const mayAdd = may('agreement:edit', { kind: 'agreement', schoolIds: [] });
  const add = mayAdd && (
    <ButtonLink kind="primary" icon={Handshake} href="/agreements/new">
      {t('add')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={t('title')} note={t('note')} acts={read.data?.agreements.length !== 0 && add} />
      <ReadState read={read}>
        {({ agreements }) =>
          agreements.length === 0 ? (
            <Paper title={t('none.title')} titleHidden>
              <EmptyState title={t('none.title')} acts={add}>
                {t(mayAdd ? 'none.words' : 'none.wordsSchool')}
              </EmptyState>
            </Paper>
          ) : (
            <ul className={css.list} aria-label={t('title')}>
              {agreements.map((agreement) => (
                <li key={agreement.agreementId}>
                  <AgreementCard agreement={agreement} />
                </li>
              ))}
            </ul>
          )
        }
      </ReadState>
    </>
  );
}
