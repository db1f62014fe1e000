import type { PupilId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { useEffect, useMemo } from 'react';
import { openCatchUps, type OpenCatchUps } from '../../live/catchUp/openCatchUps.ts';

/** A pupil's catch-ups, which are sent as long as the page is there. */
export function useOpenCatchUps(pupilId: PupilId, as: SpeakingAs): OpenCatchUps {
  const open = useMemo(() => openCatchUps(pupilId, as), [pupilId, as]);
  useEffect(() => open.start(), [open]);
  return open;
}
