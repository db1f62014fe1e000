import { Trash2 } from 'lucide-react';
import type { BoardStore } from '../../board/BoardStore.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './BoardPage.module.css';
import { useBoardView } from './useBoardStore.ts';

/** What can be done with what is chosen, for hands that have no Delete key. Its place at the page's foot is its own. */
export function SelectionBar({ store }: { store: BoardStore }) {
  const { t } = useTranslation('board');
  const { selection, canDraw } = useBoardView(store);
  return (
    <div className={css.selection} role="status">
      {selection.size > 0 && canDraw && (
        <div className={css.selectionBar}>
          <span>{t('selection.chosen', { count: selection.size })}</span>
          <Button icon={Trash2} onClick={() => store.removeSelection()}>
            {t('selection.remove')}
          </Button>
        </div>
      )}
    </div>
  );
}
