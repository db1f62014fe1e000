import { inkPaint } from '@pluriclasse/shared/board/inkPaint';
import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import type { BoardPicture } from '@pluriclasse/shared/capsule/boardPicture';
import css from './BoardPictureView.module.css';

/** Where letters stand in their line, and how far lines are apart, in parts of their size. */
const BASELINE = 0.95;
const LINE = 1.25;

/** A page of a board, small. Its place is there before it comes, and where there is none. */
export function BoardPictureView({ picture }: { picture: BoardPicture | null | undefined }) {
  return (
    <svg className={css.picture} viewBox={`0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}`} aria-hidden focusable="false">
      <rect width={PAGE_WIDTH} height={PAGE_HEIGHT} fill="#ffffff" />
      <g fill="none" strokeLinecap="round" strokeLinejoin="round">
        {picture?.things.map((thing, n) =>
          thing.kind === 'line' ? (
            <path key={n} d={thing.path} stroke={inkPaint[thing.color]} strokeWidth={thing.width} />
          ) : (
            <text key={n} fill={inkPaint[thing.color]} fontSize={thing.size}>
              {thing.lines.map((line, at) => (
                <tspan key={at} x={thing.x} y={thing.y + thing.size * (BASELINE + at * LINE)}>
                  {line}
                </tspan>
              ))}
            </text>
          ),
        )}
      </g>
    </svg>
  );
}
