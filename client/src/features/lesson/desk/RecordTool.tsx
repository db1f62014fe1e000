import { CircleDot, CircleStop } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ToolButton } from '../../../components/ToolButton.tsx';
import { loadWords } from '../../../lib/i18n.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useSite } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useAsk } from './useAsk.tsx';

/** Begins and ends the recording, and says while it does. Where a school does not record it can't, and a tap says why. */
export function RecordTool() {
  const { t } = useTranslation('lesson');
  const when = useWhen();
  const { attempt } = useActs();
  const { session } = useLiveSeat();
  const { recording } = useLesson();
  const site = useSite();
  const [ask, asked] = useAsk();
  // Who has recorded in this lesson knows what is kept.
  const [known, setKnown] = useState(false);
  const [doing, setDoing] = useState<'start' | 'stop'>();
  const on = recording.kind === 'on';
  if (on && !known) setKnown(true);
  // From now on it is refused without a dialog, which has words of its own.
  useEffect(() => void (known && loadWords('refusals').catch(() => undefined)), [known]);
  const may = on || recording.may;
  const order = (what: 'start' | 'stop') => {
    setDoing(what);
    attempt(() => session.link.call(`recording:${what}`, {}).finally(() => setDoing(undefined)));
  };
  const press = () => {
    if (doing !== undefined) return;
    if (on) order('stop');
    else if (!may) ask('no-record');
    else if (known) order('start');
    else ask('record');
  };
  const schools = on ? '' : when.list(recording.refusing.map((id) => site(id).name));
  return (
    <>
      <ToolButton
        data-roving
        icon={on ? CircleStop : CircleDot}
        state={on ? 'on' : 'plain'}
        aria-pressed={on}
        aria-disabled={!may || doing !== undefined}
        title={may ? undefined : t('record.mayNot', { schools })}
        onClick={press}
      >
        {t(doing ? `record.doing.${doing}` : on ? 'record.stop' : 'record.start')}
      </ToolButton>
      {asked}
    </>
  );
}
