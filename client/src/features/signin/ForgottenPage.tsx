import { ArrowLeft } from 'lucide-react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EntryPage } from '../../components/EntryPage.tsx';
import { PlanList } from '../../components/PlanList.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './signin.module.css';

/** No mail is sent: who runs the school hands over a link. */
export default function ForgottenPage() {
  const { t } = useTranslation('signin');
  return (
    <EntryPage title={t('forgotten.title')} claim={t('staff.claim')}>
      <h1>{t('forgotten.title')}</h1>
      <p className={css.lead}>{t('forgotten.words')}</p>
      <PlanList
        label={t('forgotten.steps')}
        current={0}
        stops={[
          { key: 'ask', title: t('forgotten.ask') },
          { key: 'link', title: t('forgotten.link') },
          { key: 'choose', title: t('forgotten.choose') },
        ]}
      />
      <ButtonLink href="/sign-in" size="big" icon={ArrowLeft}>
        {t('forgotten.back')}
      </ButtonLink>
    </EntryPage>
  );
}
