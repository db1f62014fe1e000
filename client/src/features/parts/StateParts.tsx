import { CircleDashed, CircleDot, CloudCheck, Gauge, Hourglass, RefreshCw, Wifi, WifiOff } from 'lucide-react';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Paper } from '../../components/Paper.tsx';
import { Progress, Skeleton } from '../../components/Progress.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { Toast } from '../../components/Toast.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './parts.module.css';

const nothing = () => undefined;

export function StateParts() {
  const { t } = useTranslation('parts');
  const { t: common } = useTranslation('common');
  const signs = siteSigns([t('schools.a')]);
  return (
    <>
      <Paper title={t('states')} className={css.stack}>
        <div className={css.flow}>
          <Chip state="good" icon={Wifi}>
            {t('good')}
          </Chip>
          <Chip state="slow" icon={Gauge}>
            {t('slow')}
          </Chip>
          <Chip state="trouble" icon={RefreshCw}>
            {t('comingBack')}
          </Chip>
          <Chip icon={CircleDashed}>{t('notYet')}</Chip>
          <Chip state="now" icon={Hourglass}>
            {t('soon')}
          </Chip>
          <Chip state="recording" icon={CircleDot}>
            {t('recording')}
          </Chip>
        </div>
        <Banner icon={Gauge} act={<Button>{t('tryPictures')}</Button>}>
          {t('narrow')}
        </Banner>
        <Banner state="trouble" icon={WifiOff}>
          {t('offline')}
        </Banner>
        <Banner state="good" icon={CloudCheck}>
          {t('sent')}
        </Banner>
        <Toast message={t('removed')} undo={{ word: common('undo'), onUndo: nothing }} />
        <Skeleton label={common('loading')} />
        <Progress value={0.66} label={common('loading')} />
      </Paper>
      <Paper title={t('empty')} titleHidden>
        <EmptyState title={t('empty')} signs={signs} acts={<Button kind="primary">{t('join')}</Button>}>
          {t('emptyWords')}
        </EmptyState>
      </Paper>
      <Paper title={t('failed')} titleHidden>
        <ErrorState
          title={t('failed')}
          retry={{ word: common('tryAgain'), onRetry: nothing }}
          note={common('failed.retryNote')}
        >
          {t('failedWords')}
        </ErrorState>
      </Paper>
    </>
  );
}
