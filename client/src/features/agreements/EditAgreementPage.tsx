import { listAgreements, readAgreement, updateAgreement, type Agreement } from '@pluriclasse/shared/api/agreements';
import { AgreementId } from '@pluriclasse/shared/ids';
import { Link, useLocation, useParams } from 'wouter';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useChange, useRead } from '../../lib/query.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { AgreementForm, type AgreementDraft } from './AgreementForm.tsx';
import css from './agreements.module.css';

export default function EditAgreementPage() {
  const { t } = useTranslation('agreements');
  const { t: common } = useTranslation('common');
  const parsed = AgreementId.safeParse(useParams<{ agreementId: string }>().agreementId);
  usePageTitle(t('form.edit'));
  if (!parsed.success) return <EmptyState level={1} title={common('notFound.title')} />;
  return <Edit agreementId={parsed.data} />;
}

const draftOf = ({ title, note, from, to, consents }: Agreement): AgreementDraft => ({
  title,
  note,
  from,
  to,
  schools: consents.map(({ school, needs }) => ({ schoolId: school.schoolId, needs: [...needs] })),
});

function Edit({ agreementId }: { agreementId: AgreementId }) {
  const { t } = useTranslation('agreements');
  const [, goTo] = useLocation();
  const params = { agreementId };
  const read = useRead(readAgreement, { params });
  const update = useChange(updateAgreement, [readAgreement, listAgreements]);
  return (
    <>
      <Link href={`/agreements/${agreementId}`} className={css.up}>
        {read.data?.title ?? t('up')}
      </Link>
      <PageHead title={t('form.edit')} />
      <ReadState read={read}>
        {(agreement) => (
          <AgreementForm
            draft={draftOf(agreement)}
            act={t('form.saveEdit')}
            busy={update.isPending}
            error={update.error}
            onSubmit={(body) =>
              update.mutate({ params, body }, { onSuccess: () => goTo(`/agreements/${agreementId}`) })
            }
          />
        )}
      </ReadState>
    </>
  );
}
