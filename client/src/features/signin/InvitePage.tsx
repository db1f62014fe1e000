import { readInvitation } from '@pluriclasse/shared/api/sessions';
import { AppError } from '@pluriclasse/shared/errors';
import { useEffect, useState } from 'react';
import { EntryPage } from '../../components/EntryPage.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Progress.tsx';
import { callApi, type ApiReply } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { AcceptForm } from './AcceptForm.tsx';
import css from './signin.module.css';

export type Invitation = ApiReply<typeof readInvitation>;
type Reading =
  | { kind: 'reading' }
  | { kind: 'read'; token: string; invitation: Invitation }
  | { kind: 'failed'; error: unknown };

/** An invitation's link ends in `#token`: what stands behind `#` reaches no server's log. */
export default function InvitePage() {
  const { t } = useTranslation('signin');
  const { t: common } = useTranslation('common');
  const [token] = useState(() => location.hash.slice(1));
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    callApi(readInvitation, { body: { token } }, { signal: abort.signal }).then(
      (invitation) => {
        // Read: it need not stay in the address bar, for others to see.
        history.replaceState(history.state, '', location.pathname);
        setReading({ kind: 'read', token, invitation });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setReading({ kind: 'failed', error });
      },
    );
    return () => abort.abort();
  }, [token, round]);
  const purpose = reading.kind === 'read' ? reading.invitation.purpose : 'join';
  const title = t(`invite.${purpose}.title`);
  return (
    <EntryPage title={title} claim={t('staff.claim')}>
      {reading.kind === 'reading' && (
        <>
          <h1>{title}</h1>
          <Skeleton label={common('loading')} />
        </>
      )}
      {reading.kind === 'failed' && (
        <Failed
          error={reading.error}
          onRetry={() => {
            setReading({ kind: 'reading' });
            setRound((n) => n + 1);
          }}
        />
      )}
      {reading.kind === 'read' && (
        <>
          <h1>{title}</h1>
          <p className={css.lead}>
            {t(`invite.${purpose}.words`, { school: reading.invitation.school?.name ?? common('product') })}
          </p>
          <AcceptForm token={reading.token} invitation={reading.invitation} />
        </>
      )}
    </EntryPage>
  );
}

/** A link that is none any more stays so; a server that did not answer may answer the next time. */
function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('signin');
  const { t: common } = useTranslation('common');
  if (error instanceof AppError && (error.code === 'not_found' || error.code === 'bad_request')) {
    return (
      <ErrorState level={1} title={t('invite.gone')}>
        {t('invite.goneWords')}
      </ErrorState>
    );
  }
  return (
    <ErrorState level={1} title={common('failed.title')} retry={{ word: common('tryAgain'), onRetry }}>
      {errorText(common, error)}
    </ErrorState>
  );
}
