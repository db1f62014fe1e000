import type { SchoolId } from '@pluriclasse/shared/ids';
import { AppError } from '@pluriclasse/shared/errors';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useActs } from '../hooks/useActs.ts';
import { useIsAlone, useLesson, useMySeat, useSite } from '../hooks/useLesson.ts';
import { PeopleDialog } from './PeopleDialog.tsx';

/** Comes with the questions: one file less that a desk has to know of. */
export { RecordingNotes } from './RecordingNotes.tsx';

/** `record`: what recording keeps, before the first time; `no-record`: why it can't be. */
export type Question = 'end' | 'record' | 'no-record' | { people: SchoolId };

/** One of the desk's questions; Esc and the first button leave all as it is. */
export function Asked({ question, onClose }: { question: Question; onClose: () => void }) {
  const { t } = useTranslation('asked');
  const { order } = useActs();
  const alone = useIsAlone();
  const answered = (run: () => void) => () => {
    run();
    onClose();
  };
  if (typeof question === 'object') return <PeopleDialog schoolId={question.people} onClose={onClose} />;
  switch (question) {
    case 'end':
      return alone ? (
        <EndAloneDialog onClose={onClose} />
      ) : (
        <Dialog
          title={t('end.title')}
          onClose={onClose}
          acts={
            <>
              <Button onClick={onClose}>{t('end.stay')}</Button>
              <Button kind="danger-full" onClick={answered(() => order('lesson:end', {}))}>
                {t('end.act')}
              </Button>
            </>
          }
        >
          <p>{t('end.words')}</p>
        </Dialog>
      );
    case 'record':
      return <RecordDialog onClose={onClose} />;
    case 'no-record':
      return <NoRecordDialog onClose={onClose} />;
  }
}

/** Who has recorded alone goes on with the capsule. */
function EndAloneDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('asked');
  const { session } = useLiveSeat();
  const { order, attempt } = useActs();
  const [, go] = useLocation();
  const end = () => {
    // The end is told before the order is answered, and takes this dialog with it.
    const stop = session.state.subscribe(() => {
      if (session.state.get().kind !== 'out') return;
      stop();
      go('/capsules');
    });
    // First what is written is whole, so that the list says that the capsule is ready.
    attempt(() => session.link.call('recording:stop', {}).then(() => order('lesson:end', {})));
  };
  return (
    <Dialog
      title={t('alone.title')}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{t('alone.stay')}</Button>
          <Button kind="primary" onClick={end}>
            {t('alone.act')}
          </Button>
        </>
      }
    >
      <p>{t('alone.words')}</p>
    </Dialog>
  );
}

/** Which school's rule it is, and whose to change. */
function NoRecordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('asked');
  const when = useWhen();
  const { recording } = useLesson();
  const { schoolId } = useMySeat();
  const site = useSite();
  const refusing = recording.kind === 'off' ? recording.refusing : [];
  const only = refusing.length === 1 && refusing[0] === schoolId;
  const schools = when.list(refusing.map((id) => site(id).name));
  return (
    <Dialog title={t('noRecord.title')} onClose={onClose} acts={<Button onClick={onClose}>{t('close')}</Button>}>
      <p>{only ? t('noRecord.own') : t('noRecord.words', { count: refusing.length, schools })}</p>
      <p>{t('noRecord.later')}</p>
    </Dialog>
  );
}

/** What is kept and what never, before the first time. A refusal is said where one asked. */
function RecordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('asked');
  const { t: common } = useTranslation('common');
  const { session } = useLiveSeat();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const start = () => {
    setBusy(true);
    session.link
      .call('recording:start', {})
      .then(onClose, setError)
      .finally(() => setBusy(false));
  };
  const reason = `reasons.${error instanceof AppError ? error.reason : ''}`;
  return (
    <Dialog
      title={t('record.title')}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{t('record.stay')}</Button>
          <Button kind="primary" busy={busy} onClick={start}>
            {t('record.act')}
          </Button>
        </>
      }
    >
      <p>{t('record.words')}</p>
      {error !== undefined && <ErrorLine>{t.has(reason) ? t(reason) : errorText(common, error)}</ErrorLine>}
    </Dialog>
  );
}
