import { ButtonLink } from '../components/ButtonLink.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { usePageTitle } from '../lib/usePageTitle.ts';
import { useTranslation } from '../lib/useTranslation.ts';

export function NotFound() {
  const { t } = useTranslation('common');
  usePageTitle(t('notFound.title'));
  return (
    <>
      <EmptyState
        level={1}
        title={t('notFound.title')}
        acts={
          <ButtonLink href="/" kind="primary" size="big">
            {t('notFound.act')}
          </ButtonLink>
        }
      >
        {t('notFound.words')}
      </EmptyState>
    </>
  );
}
