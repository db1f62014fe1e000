import type { Captions } from '@pluriclasse/shared/capsule/captions';
import { useState } from 'react';
import type { CapsulePlayer as Player } from '../../capsule/CapsulePlayer.ts';
import { serverSource } from '../../capsule/CapsuleSource.ts';
import { CapsulePlayer } from '../../features/capsule/CapsulePlayer.tsx';
import CapsulePage, { type PlayerSlot } from '../../features/capsules/CapsulePage.tsx';
import { FilesToKeep } from '../../features/capsule-exports/FilesToKeep.tsx';
import { CaptionsSection } from '../../features/captions/CaptionsSection.tsx';
import { CatchUpSections } from '../../features/catch-up/desk/CatchUpSections.tsx';
import { useStaff } from '../../lib/staff.ts';
import { AroundPlayer } from '../lesson/ownPages/AroundPlayer.tsx';
import { useForgetPages } from './useForgetPages.ts';

/** `/capsules/:capsuleId`: staff watch a lesson that was, publish and change it, and see who catches it up. */
export default function CapsuleRoute() {
  useForgetPages();
  const [player, setPlayer] = useState<Player>();
  /** As they are just being written: the player shows them before anybody else has them. */
  const [captions, setCaptions] = useState<Captions>();
  return (
    <CapsulePage
      renderPlayer={(slot) => <StaffPlayer {...slot} captions={captions} onPlayer={setPlayer} />}
      renderMore={({ capsuleId, mayEdit }, playerAt) => (
        <>
          <CatchUpSections capsuleId={capsuleId} mayEdit={mayEdit} now={playerAt} />
          {mayEdit && <FilesToKeep capsuleId={capsuleId} />}
          {mayEdit && <CaptionsSection capsuleId={capsuleId} player={player} onShown={setCaptions} />}
        </>
      )}
    />
  );
}

interface StaffPlayerProps extends PlayerSlot {
  captions: Captions | undefined;
  onPlayer: (player: Player | undefined) => void;
}

function StaffPlayer({ capsule, chip, onTime, captions, onPlayer }: StaffPlayerProps) {
  const [source] = useState(() => serverSource(capsule.capsuleId, 'staff'));
  const { capsuleId, expiresAt } = capsule;
  return (
    <AroundPlayer capsuleId={capsuleId} expiresAt={expiresAt} owner={useStaff().staffId}>
      {(ownPages) => (
        <CapsulePlayer {...{ source, chip, onTime, ownPages, captions, onPlayer }} surface="office" back="/capsules" />
      )}
    </AroundPlayer>
  );
}
