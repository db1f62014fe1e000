import { CloudOff, Handshake, RefreshCw } from 'lucide-react';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './calendar.module.css';

export interface BesideNoteProps {
  /** Why nothing stands beside, if it should. */
  error: Error | null;
  onRetry: () => void;
  /** The school that should. */
  name: string | undefined;
  /** Whether there is a school that could. */
  any: boolean;
  /** Whether of that one only what partners may see is shown. */
  partner: boolean;
}

/** What is to be said of the right side: that it can't be loaded, that there is nobody to put there, how much it shows. */
export function BesideNote({ error, onRetry, name, any, partner }: BesideNoteProps) {
  const { t } = useTranslation('calendar');
  const common = useTranslation('common').t;
  if (!any)
    return (
      <div className={css.alone}>
        <p>
          <b>{t('beside.alone')}</b> {t('beside.aloneWords')}
        </p>
        <ButtonLink icon={Handshake} href="/partners">
          {t('beside.find')}
        </ButtonLink>
      </div>
    );
  if (error)
    return (
      <Banner
        state="trouble"
        icon={CloudOff}
        act={
          <Button icon={RefreshCw} onClick={onRetry}>
            {common('tryAgain')}
          </Button>
        }
      >
        {name === undefined ? t('beside.failedOther') : t('beside.failed', { name })} {errorText(common, error)}
      </Banner>
    );
  return partner && name !== undefined ? <p className={css.note}>{t('beside.partner', { name })}</p> : null;
}
