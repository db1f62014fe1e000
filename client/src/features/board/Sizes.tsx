import { type PenWidth, type TextSize, penWidths, textSizes } from '@pluriclasse/shared/board/page';
import type { BoardStore } from '../../board/BoardStore.ts';
import { inkPaint } from '../../board/scene/inkPaint.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { Swatches } from './Swatches.tsx';
import { useBoardView } from './useBoardStore.ts';

const widthWords: Readonly<Record<PenWidth, 'thin' | 'middle' | 'thick'>> = { 6: 'thin', 10: 'middle', 20: 'thick' };
const sizeWords: Readonly<Record<TextSize, 'small' | 'middle' | 'large'>> = { 56: 'small', 80: 'middle', 120: 'large' };

/** How thick the pen is, or how large the letters are: whichever the tool at hand needs. */
export function Sizes({ store }: { store: BoardStore }) {
  const { t } = useTranslation('board');
  const { tool, color, width, size, canDraw } = useBoardView(store);
  if (tool === 'text') {
    return (
      <Swatches
        name={t('sizes.name')}
        choices={textSizes}
        chosen={size}
        disabled={!canDraw}
        word={(it) => t(`sizes.${sizeWords[it]}`)}
        onChoose={(it) => store.choose({ size: it })}
      >
        {(it) => (
          <path d={letterA(it / 6)} fill="none" stroke={inkPaint[color]} strokeWidth={it / 40} strokeLinecap="round" />
        )}
      </Swatches>
    );
  }
  return (
    <Swatches
      name={t('widths.name')}
      choices={penWidths}
      chosen={width}
      disabled={!canDraw}
      word={(it) => t(`widths.${widthWords[it]}`)}
      onChoose={(it) => store.choose({ width: it })}
    >
      {(it) => (
        <path d="M4 15c4-8 6 4 16-6" fill="none" stroke={inkPaint[color]} strokeWidth={it / 3} strokeLinecap="round" />
      )}
    </Swatches>
  );
}

/** An A of this height in the middle of a square of 24. */
const letterA = (height: number) => {
  const [top, foot, half] = [12 - height / 2, 12 + height / 2, height * 0.36];
  return `M${12 - half} ${foot} 12 ${top} ${12 + half} ${foot}M${12 - half * 0.62} ${foot - height * 0.36}H${12 + half * 0.62}`;
};
