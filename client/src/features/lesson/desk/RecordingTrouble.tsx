import { lazy, Suspense } from 'react';
import { loadWords } from '../../../lib/i18n.ts';
import { useIsAlone, useLesson } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';

/** Fetched when there is something to say: the lesson's first picture does not wait for it. */
const RecordingNotes = lazy(async () => {
  const [{ RecordingNotes: notes }] = await Promise.all([import('./Asked.tsx'), loadWords('asked')]);
  return { default: notes };
});

/** What can't be written now; and that a teacher who records alone is not heard. */
export function RecordingTrouble() {
  const { recording } = useLesson();
  const muted = useReadable(useLiveSeat().own.muted);
  const silent = useIsAlone() && muted;
  if (recording.kind === 'off' || (recording.trouble === null && !silent)) return null;
  return (
    <Suspense>
      <RecordingNotes trouble={recording.trouble} silent={silent} />
    </Suspense>
  );
}
