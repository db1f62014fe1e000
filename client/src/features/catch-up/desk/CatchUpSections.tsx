import { readDraft } from '@pluriclasse/shared/api/capsules';
import { without, within, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { useRead } from '../../../lib/query.ts';
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
      {mayEdit && <Checks capsuleId={capsuleId} now={now} />}
      <PupilsSection capsuleId={capsuleId} />
    </>
  );
}

function Checks({ capsuleId, now }: { capsuleId: CapsuleId; now: (() => number) | undefined }) {
  const { data } = useRead(readDraft, { params: { capsuleId } });
  if (data === undefined) return null;
  const { recorded, edit } = data;
  const kept: Stretch[] = without(edit.trim ? within(recorded, [edit.trim]) : recorded, edit.hidden);
  return <ChecksSection capsuleId={capsuleId} kept={kept} now={now} />;
}
