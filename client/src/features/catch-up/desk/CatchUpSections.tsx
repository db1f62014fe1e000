import type { CapsuleId } from '@pluriclasse/shared/ids';
import { ChecksSection } from './ChecksSection.tsx';
import { PupilsSection } from './PupilsSection.tsx';

export interface CatchUpSectionsProps {
  capsuleId: CapsuleId;
  /** Whether the reader may change the capsule. */
  mayEdit: boolean;
  /** Where a player on the page is, in milliseconds of viewers. */
  now?: () => number;
}

/** Catching up on a capsule's page: checks, and how far the pupils are. */
export function CatchUpSections({ capsuleId, mayEdit, now }: CatchUpSectionsProps) {
  return (
    <>
      {mayEdit && <ChecksSection capsuleId={capsuleId} now={now} />}
      <PupilsSection capsuleId={capsuleId} />
    </>
  );
}
