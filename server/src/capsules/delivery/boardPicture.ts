import { decodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { textLines, type Measure } from '@pluriclasse/shared/board/textLines';
import type { BoardPicture } from '@pluriclasse/shared/capsule/boardPicture';
import { applyStep, emptyState, shownPage, snapshot, type ReelState } from '@pluriclasse/shared/capsule/foldReel';
import { unpackBody, type BoardReel } from '@pluriclasse/shared/capsule/reel';
import { inkPath } from '../inkPath.ts';

type Thing = BoardPicture['things'][number];

/** Points nearer than this are one in a picture of some hundred pixels; page units. */
const APART = 14;
const MOST = 300;
const LONGEST = 4_000;
/** Characters of all paths together. */
const ALL = 60_000;
/** Nobody here has the font to measure. */
const measure: Measure = (text, size) => text.length * size * 0.56;

/** The board in small, at the moment at which most lay on the page that was shown. Null where nothing ever did. */
export function boardPicture({ steps }: BoardReel): BoardPicture | null {
  const state = emptyState();
  let [fullest, most]: [ReelState | undefined, number] = [undefined, 0];
  const look = () => {
    const lies = countOf(state);
    if (lies > most) [fullest, most] = [snapshot(state), lies];
  };
  for (const step of steps) {
    // Before something goes, or another page is shown, the page is as full as it was.
    if (step.do === 'erase' || step.do === 'show' || step.do === 'remove-page') look();
    applyStep(state, step);
  }
  look();
  const things = fullest === undefined ? [] : thingsOf(fullest);
  return things.length === 0 ? null : { things };
}

function countOf(state: ReelState): number {
  const page = shownPage(state);
  return (page && state.pages.get(page)?.objects.size) ?? 0;
}

function thingsOf(state: ReelState): Thing[] {
  const page = shownPage(state);
  const objects = [...((page && state.pages.get(page)?.objects.values()) ?? [])].flatMap(({ draw, place, text }) => {
    const body = unpackBody(draw.body);
    return body ? [{ id: draw.id, body, place, text }] : [];
  });
  const sorted = objects.toSorted((a, b) => a.body.z - b.body.z || (a.id < b.id ? -1 : 1));
  const things: Thing[] = [];
  let all = 0;
  for (const { body, place, text } of sorted.slice(0, MOST)) {
    const [dx, dy] = place;
    if (body.kind === 'text') {
      const lines = textLines(text, body.size, body.width, measure).slice(0, 40);
      const { color, size } = body;
      if (text.trim() !== '') things.push({ kind: 'text', color, size, x: body.x + dx, y: body.y + dy, lines });
      continue;
    }
    const points = decodeInk(body.ink).points.map(([x, y, pressure]) => [x + dx, y + dy, pressure] as const);
    const path = inkPath(points, APART);
    all += path.length;
    if (path.length > LONGEST || all > ALL) continue;
    things.push({ kind: 'line', color: body.color, width: body.width, path });
  }
  return things;
}
