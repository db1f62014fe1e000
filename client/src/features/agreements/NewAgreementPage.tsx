import { createAgreement, listAgreements } from '@pluriclasse/shared/api/agreements';
import { Link, useLocation } from 'wouter';
import { PageHead } from '../../components/PageHead.tsx';
import { useChange } from '../../lib/query.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { AgreementForm, type AgreementDraft } from './AgreementForm.tsx';
import css from './agreements.module.css';

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** From today on, for a year: most agreements are made for a school year. */
function freshDraft(): AgreementDraft {
  const [from, to] = [new Date(), new Date()];
  to.setUTCFullYear(from.getUTCFullYear() + 1);
  to.setUTCDate(to.getUTCDate() - 1);
  return { title: '', note: '', from: dayOf(from), to: dayOf(to), schools: [] };
}

export default function NewAgreementPage() {
  const { t } = useTranslation('agreements');
  const [, goTo] = useLocation();
  const create = useChange(createAgreement, [listAgreements]);
  usePageTitle(t('form.new'));
  return (
    <>
      <Link href="/agreements" className={css.up}>
        {t('up')}
      </Link>
      <PageHead title={t('form.new')} />
      <AgreementForm
        draft={freshDraft()}
        act={t('form.save')}
        busy={create.isPending}
        error={create.error}
        onSubmit={(body) =>
          create.mutate({ body }, { onSuccess: ({ agreementId }) => goTo(`/agreements/${agreementId}`) })
        }
      />
    </>
  );
}
