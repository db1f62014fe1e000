import { readCaptions } from '@pluriclasse/shared/api/captions';
import { readDraft, type CapsuleDraft } from '@pluriclasse/shared/api/capsules';
import type { Captions, Delivered } from '@pluriclasse/shared/capsule/captions';
import { normalise, within, without } from '@pluriclasse/shared/capsule/stretches';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { useMemo } from 'react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './captions.module.css';
import { CaptionsEditor } from './CaptionsEditor.tsx';

export interface CaptionsSectionProps {
  capsuleId: CapsuleId;
  /** The page's. */
  player: CapsulePlayer | undefined;
  /** Told what viewers will get, in their time, while it is written. */
  onShown: (captions: Captions) => void;
}

/** What is said in a capsule, for those who may change it. */
export function CaptionsSection(props: CaptionsSectionProps) {
  const { t } = useTranslation('captions');
  const capsule = useRead(readDraft, { params: { capsuleId: props.capsuleId } });
  return (
    <Paper title={t('title')} className={css.section}>
      <ReadState read={capsule} failed={{ title: t('failed') }}>
        {(draft) => <Read {...props} capsule={draft} onStale={() => void capsule.refetch()} />}
      </ReadState>
    </Paper>
  );
}

function Read({ capsule, ...props }: CaptionsSectionProps & { capsule: CapsuleDraft; onStale: () => void }) {
  const { t } = useTranslation('captions');
  const read = useRead(readCaptions, { params: { capsuleId: props.capsuleId } });
  const { recorded, edit, revision } = capsule;
  const delivered = useMemo((): Delivered => {
    const whole = normalise(recorded);
    return { recorded: whole, kept: without(edit.trim ? within(whole, [edit.trim]) : whole, edit.hidden) };
  }, [recorded, edit]);
  return (
    <ReadState read={read} failed={{ title: t('failed') }}>
      {(draft) => <CaptionsEditor {...props} {...{ draft, revision, delivered }} />}
    </ReadState>
  );
}
