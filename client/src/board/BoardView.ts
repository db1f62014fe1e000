import type { BoardRights } from '@pluriclasse/shared/board/notes';
import type { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import type { InkColor, PenWidth, TextSize } from '@pluriclasse/shared/board/page';
import type { LinkState } from './link/DocumentLink.ts';
import type { ToolName } from './tools/Tool.ts';
import type { Writing } from './Writer.ts';

/** All that the parts around the page show. Made anew at each change, so that React can compare. */
export interface BoardView {
  readonly link: LinkState;
  /** Undefined until the server has said them. */
  readonly rights: BoardRights | undefined;
  /** Whether a hand on this seat draws now: it may, and there is a page. */
  readonly canDraw: boolean;
  /** Changes that the server has not stored yet. */
  readonly unsent: number;
  /** When all that was drawn without a link was stored (epoch milliseconds). */
  readonly caughtUpAt: number | undefined;
  /** Why the last change was given up; cleared by `dismiss`. */
  readonly refused: 'locked' | 'full' | 'invalid' | undefined;
  readonly pages: readonly PageId[];
  readonly page: PageId | undefined;
  readonly tool: ToolName;
  readonly color: InkColor;
  readonly width: PenWidth;
  readonly size: TextSize;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly selection: ReadonlySet<ObjectId>;
  readonly writing: Writing | undefined;
  /** Raised at each change of what lies on the pages. */
  readonly revision: number;
}
