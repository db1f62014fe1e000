import { Hourglass } from 'lucide-react';
import { Redirect } from 'wouter';
import { clockText } from '../../components/clockText.ts';
import { EntryPage } from '../../components/EntryPage.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { groupCode } from '../../components/groupCode.ts';
import { Icon } from '../../components/Icon.tsx';
import { PairingCode } from '../../components/PairingCode.tsx';
import { PlanList } from '../../components/PlanList.tsx';
import { Skeleton } from '../../components/Progress.tsx';
import { Rich } from '../../components/Rich.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useNow } from '../../lib/useNow.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './pairing.module.css';
import { usePairing } from './usePairing.ts';

/** A screen or tablet that belongs to nobody yet: its code, and what happens next. */
export default function PairPage() {
  const { t } = useTranslation('pairing');
  const { t: common } = useTranslation('common');
  const { state, retry } = usePairing();
  if (state.kind === 'paired') return <Redirect to={state.path} replace />;
  return (
    <EntryPage title={t('title')} claim={t('claim')}>
      <h1>{t('title')}</h1>
      {state.kind === 'asking' && <Skeleton label={common('loading')} rows={2} />}
      {state.kind === 'failed' && (
        <ErrorState title={t('failed')} retry={{ word: common('tryAgain'), onRetry: retry }}>
          {errorText(common, state.error)}
        </ErrorState>
      )}
      {state.kind === 'waiting' && (
        <>
          <PairingCode code={groupCode(state.code, 3)} />
          <p className={css.lead}>
            <Rich text={t('lead')} />
          </p>
          <Countdown until={state.until} />
          <PlanList
            label={t('steps.label')}
            current={1}
            stops={[
              { key: 'code', title: t('steps.code') },
              { key: 'type', title: t('steps.type') },
              { key: 'joins', title: t('steps.joins') },
            ]}
          />
        </>
      )}
    </EntryPage>
  );
}

function Countdown({ until }: { until: number }) {
  const { t } = useTranslation('pairing');
  const now = useNow(1000);
  return (
    <p className={css.wait}>
      <Icon of={Hourglass} /> <span>{t('waiting', { time: clockText(Math.max(0, until - now)) })}</span>
    </p>
  );
}
