import { readAgreement, type Agreement } from '@pluriclasse/shared/api/agreements';
import { AgreementId } from '@pluriclasse/shared/ids';
import { Link, useParams } from 'wouter';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { Acts } from './Acts.tsx';
import css from './agreements.module.css';
import { Documents } from './Documents.tsx';
import { History } from './History.tsx';
import { StateChip } from './StateChip.tsx';
import { Steps } from './Steps.tsx';
import { useDay } from './useDay.ts';

export default function AgreementPage() {
  const { t } = useTranslation('agreements');
  const { t: common } = useTranslation('common');
  const { agreementId } = useParams<{ agreementId: string }>();
  const parsed = AgreementId.safeParse(agreementId);
  usePageTitle(t('title'));
  if (!parsed.success) return <EmptyState level={1} title={common('notFound.title')} />;
  return <AgreementView agreementId={parsed.data} />;
}

function AgreementView({ agreementId }: { agreementId: AgreementId }) {
  const { t } = useTranslation('agreements');
  const read = useRead(readAgreement, { params: { agreementId } });
  const agreement = read.data;
  usePageTitle(agreement?.title ?? t('title'));
  return (
    <>
      <Link href="/agreements" className={css.up}>
        {t('up')}
      </Link>
      <PageHead
        title={agreement?.title ?? t('title')}
        note={agreement && <StateChip {...agreement} />}
        acts={agreement && <Acts agreement={agreement} />}
      />
      <ReadState read={read}>
        {(found) => (
          <>
            <Steps agreement={found} />
            <div className={css.columns}>
              <div className={css.stack}>
                <About agreement={found} />
                <Documents agreement={found} />
              </div>
              <History agreement={found} />
            </div>
          </>
        )}
      </ReadState>
    </>
  );
}

function About({ agreement: { note, from, to, createdBy, ended } }: { agreement: Agreement }) {
  const { t } = useTranslation('agreements');
  const day = useDay();
  const when = useWhen();
  return (
    <Paper title={t('about.title')} className={css.stack}>
      <dl className={css.facts}>
        <dt>{t('about.from')}</dt>
        <dd>{day(from)}</dd>
        <dt>{t('about.to')}</dt>
        <dd>{day(to)}</dd>
        {createdBy && (
          <>
            <dt>{t('about.by')}</dt>
            <dd>{createdBy.name}</dd>
          </>
        )}
      </dl>
      {note !== '' && <p className={css.words}>{note}</p>}
      {ended && <p>{t('about.ended', { day: when.date(ended.at), reason: ended.reason })}</p>}
    </Paper>
  );
}
