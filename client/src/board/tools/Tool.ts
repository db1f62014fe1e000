import type { Ephemeron } from '@pluriclasse/shared/board/ephemera';
import type { PageParts } from '@pluriclasse/shared/board/document';
import type { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import type { InkColor, PenWidth, Point } from '@pluriclasse/shared/board/page';
import type { InkPoint } from '@pluriclasse/shared/board/strokeCodec';
import type { LiveState } from '../canvas/LiveState.ts';
import type { Scene } from '../scene/Scene.ts';

export const toolNames = ['pen', 'eraser', 'text', 'select'] as const;
export type ToolName = (typeof toolNames)[number];

/** How a gesture is made. */
export interface Grip {
  /** How far beside a thing one may point and still mean it, in page units: a finger is thick. */
  readonly reach: number;
  /** Whether pressure is measured: a pen. */
  readonly measured: boolean;
  /** Adds to what is chosen instead of choosing anew. */
  readonly adds: boolean;
}

/** What a hand does with a tool: one gesture from `down` to `up`, or to `cancel` when it was none. */
export interface Tool {
  down(at: InkPoint, grip: Grip): void;
  /** Places since the last call, the oldest first. */
  move(points: readonly InkPoint[]): void;
  up(): void;
  cancel(): void;
}

/** What tools work on. */
export interface Desk {
  readonly scene: () => Scene;
  readonly live: LiveState;
  readonly page: () => PageId;
  readonly pen: () => { readonly color: InkColor; readonly width: PenWidth };
  readonly selection: () => ReadonlySet<ObjectId>;
  /** Begins a step that undo takes back as one. */
  begin(): void;
  /** Changes the page in one transaction. */
  change(change: (parts: PageParts) => void): void;
  select(ids: ReadonlySet<ObjectId>): void;
  /** What is carried rests again, or is taken up: the base has to be drawn anew there. */
  lift(ids: ReadonlySet<ObjectId>): void;
  /** Opens the text that is there, or a new one. */
  write(at: Point, existing: ObjectId | undefined): void;
  say(it: Ephemeron): void;
  /** Something that moves has changed. */
  refresh(): void;
}
