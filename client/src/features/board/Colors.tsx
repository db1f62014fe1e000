import { inkColors } from '@pluriclasse/shared/board/page';
import type { BoardStore } from '../../board/BoardStore.ts';
import { inkPaint } from '../../board/scene/inkPaint.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { Swatches } from './Swatches.tsx';
import { useBoardView } from './useBoardStore.ts';

/** The colour of the next stroke or text. */
export function Colors({ store }: { store: BoardStore }) {
  const { t } = useTranslation('board');
  const { color, canDraw } = useBoardView(store);
  return (
    <Swatches
      name={t('colors.name')}
      choices={inkColors}
      chosen={color}
      disabled={!canDraw}
      word={(it) => t(`colors.${it}`)}
      onChoose={(it) => store.choose({ color: it })}
      round
    >
      {(it) => <circle cx="12" cy="12" r="12" fill={inkPaint[it]} />}
    </Swatches>
  );
}
