import type { BoardPicture } from '@pluriclasse/shared/capsule/boardPicture';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { useEffect, useState } from 'react';
import { BoardPictureView } from '../../../components/BoardPictureView.tsx';
import { useSeen } from '../../../components/useSeen.ts';
import type { OpenCatchUps } from '../../../live/catchUp/openCatchUps.ts';

/** The board of a lesson to catch up, small: as it is, or as it was when there was a link. */
export function CatchUpPicture({ open, capsuleId }: { open: OpenCatchUps; capsuleId: CapsuleId }) {
  const { ref, seen } = useSeen<HTMLDivElement>();
  const [picture, setPicture] = useState<BoardPicture | null>(null);
  useEffect(() => {
    if (!seen) return;
    let gone = false;
    open.catchUps.picture(capsuleId).then(
      (known) => !gone && setPicture(known),
      // The card tells all else without it.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [open, capsuleId, seen]);
  return (
    <div ref={ref}>
      <BoardPictureView picture={picture} />
    </div>
  );
}
