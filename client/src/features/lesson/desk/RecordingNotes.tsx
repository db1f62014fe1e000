import type { RecordingState } from '@pluriclasse/shared/signalling/recording';
import { CircleAlert, Mic, MicOff } from 'lucide-react';
import { Banner } from '../../../components/Banner.tsx';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';

interface RecordingNotesProps {
  trouble: Extract<RecordingState, { kind: 'on' }>['trouble'];
  /** Nobody else is there to be heard, and one's own microphone is off. */
  silent: boolean;
}

/** What is not recorded now, what goes on all the same, and the act that mends it. */
export function RecordingNotes({ trouble, silent }: RecordingNotesProps) {
  const { t } = useTranslation('asked');
  const { session } = useLiveSeat();
  const { attempt } = useActs();
  const unmute = () => attempt(() => session.sender.setMuted(false));
  return (
    <>
      {trouble !== null && (
        <Banner state="trouble" icon={CircleAlert}>
          {t(`trouble.${trouble}`)}
        </Banner>
      )}
      {silent && (
        <Banner
          icon={MicOff}
          act={
            <Button icon={Mic} onClick={unmute}>
              {t('trouble.unmute')}
            </Button>
          }
        >
          {t('trouble.silent')}
        </Banner>
      )}
    </>
  );
}
