import type { CueFate, Delivered } from '@pluriclasse/shared/capsule/captions';
import { useRoving } from '../../components/useRoving.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './captions.module.css';
import { CueForm } from './CueForm.tsx';
import { CueRow } from './CueRow.tsx';
import type { WrittenCue } from './cues.ts';
import type { OnOpen } from './onOpen.ts';
import type { CaptionEditing } from './useCaptionEditing.ts';
import type { Playing } from './usePlaying.ts';

export interface CueListProps {
  editing: CaptionEditing;
  fates: ReadonlyMap<WrittenCue, CueFate>;
  delivered: Delivered;
  playing: Playing;
  open: string | undefined;
  onOpen: OnOpen;
}

/** All cues in order: one line each, of which one can be open. */
export function CueList({ editing, fates, delivered, playing, open, onOpen }: CueListProps) {
  const { t } = useTranslation('captions');
  const roving = useRoving<HTMLOListElement>();
  const { cues, language } = editing.all;
  const entry = cues.some(({ key }) => key === open) ? open : cues[0]?.key;
  return (
    // Arrows move between the lines; within a form they are the fields' own.
    <ol className={css.cues} aria-label={t('list')} {...roving}>
      {cues.map((cue) => {
        const fate = fates.get(cue) ?? 'kept';
        const form = cue.key === open && <CueForm {...{ cue, fate, delivered, editing, playing, onOpen }} />;
        return (
          <CueRow key={cue.key} isEntry={cue.key === entry} {...{ cue, fate, delivered, language, form, onOpen }} />
        );
      })}
    </ol>
  );
}
