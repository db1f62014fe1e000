import type { CatchUpBrief } from '@pluriclasse/shared/api/catchUps';
import { CloudCheck, Download, Square, Trash2 } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './CatchUpList.module.css';

/** What of a capsule is on this device; bytes of sound. */
export type Taken =
  | { readonly kind: 'none' }
  | { readonly kind: 'part' | 'taking' | 'here'; readonly bytes: number; readonly of: number }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface TakeAlongProps {
  catchUp: CatchUpBrief;
  taken: Taken;
  onTake: () => void;
  onStop: () => void;
  onRemove: () => void;
}

/** Megabytes, as a phone counts them: never 0 for something. */
const megabytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1e6));

/** Takes a capsule along, for where there is no network; the size is told before. */
export function TakeAlong({ catchUp, taken, onTake, onStop, onRemove }: TakeAlongProps) {
  const { t } = useTranslation('catch-up');
  const { t: common } = useTranslation('common');
  const { title } = catchUp;
  const size = t('take.size', { count: megabytes(catchUp.bytes) });
  const remove = (
    <Button kind="bare" icon={Trash2} aria-label={t('take.removeLabel', { title })} onClick={onRemove}>
      {t('take.remove')}
    </Button>
  );
  switch (taken.kind) {
    case 'here':
      return (
        <>
          <Chip state="good" icon={CloudCheck}>
            {t('take.here', { size })}
          </Chip>
          {remove}
        </>
      );
    case 'taking':
      return (
        <div className={css.taking}>
          <Progress value={taken.of === 0 ? 0 : taken.bytes / taken.of} label={t('take.progress', { title })} />
          <Button size="big" icon={Square} aria-label={t('take.stopLabel', { title })} onClick={onStop}>
            {t('take.stop')}
          </Button>
        </div>
      );
    case 'none':
    case 'part':
    case 'failed': {
      const act = t(taken.kind === 'none' ? 'take.act' : 'take.goOn');
      return (
        <>
          <span className={css.sized}>
            <Button size="big" icon={Download} aria-label={t('take.actLabel', { act, title })} onClick={onTake}>
              {act}
            </Button>
            <span className={css.note}>{size}</span>
          </span>
          {/* A part takes room, too: whoever has none left gives it back. */}
          {taken.kind !== 'none' && remove}
          {taken.kind === 'failed' && <ErrorLine>{errorText(common, taken.error)}</ErrorLine>}
        </>
      );
    }
  }
}
