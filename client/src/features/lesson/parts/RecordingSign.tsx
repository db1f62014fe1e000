import type { RecordingState } from '@pluriclasse/shared/signalling/recording';
import { CircleAlert, CircleDot } from 'lucide-react';
import { Chip } from '../../../components/Chip.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import { useLesson, useMySeat, useSite } from '../hooks/useLesson.ts';

/** Says of what a lesson is recorded and since when, by the clock of `timeZone`; undefined while it is not. */
export function useSayRecording(): (
  recording: RecordingState,
  timeZone?: string,
  short?: boolean,
) => string | undefined {
  const { t } = useTranslation('lesson');
  const when = useWhen();
  return (recording, timeZone, short = false) =>
    recording.kind === 'off'
      ? undefined
      : t(short ? 'record.short' : 'record.sign', { time: when.time(recording.since, timeZone) });
}

/**
 * Of what the lesson is recorded, and since when by this school's clock; undefined while it is not.
 * @param short where there is no room for the whole sentence
 */
export function useRecordingWords(short = false): string | undefined {
  const say = useSayRecording();
  const { recording } = useLesson();
  const { timeZone } = useSite()(useMySeat().schoolId);
  return say(recording, timeZone, short);
}

/** Everyone in a recorded lesson sees that it is, and when it can't be for now. Screen readers are told by the Announcer. */
export function RecordingSign({ short = false, className = '' }: { short?: boolean; className?: string | undefined }) {
  const { t } = useTranslation('lesson');
  const words = useRecordingWords(short);
  const { recording } = useLesson();
  const trouble = recording.kind === 'on' && recording.trouble !== null;
  return (
    words !== undefined && (
      <Chip state="recording" icon={trouble ? CircleAlert : CircleDot} className={className}>
        {trouble ? t('record.broken', { words }) : words}
      </Chip>
    )
  );
}
