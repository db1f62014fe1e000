import { CircleDot } from 'lucide-react';
import { Chip } from '../../../components/Chip.tsx';
import { signSites } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';
import { useSayRecording } from './RecordingSign.tsx';

/** That the lesson before which one stands is recorded, and since when; undefined while it is not. */
export function useLobbyRecording(schoolId?: string): string | undefined {
  const say = useSayRecording();
  const lobby = useReadable(useLiveSeat().session.lobby);
  const zone = lobby && signSites(lobby.sites).find((site) => site.schoolId === schoolId)?.timeZone;
  return lobby && say(lobby.recording, zone);
}

/** Whoever is about to come in sees it before. Who has to hear it is told by the page. */
export function LobbyRecording({
  schoolId,
  className = '',
}: {
  schoolId?: string | undefined;
  className?: string | undefined;
}) {
  const words = useLobbyRecording(schoolId);
  return (
    words !== undefined && (
      <Chip state="recording" icon={CircleDot} className={className}>
        {words}
      </Chip>
    )
  );
}
