import { fitPage, toPage, type PageView } from './PageView.ts';
import { PAGE_HEIGHT, PAGE_WIDTH, type Point } from '@pluriclasse/shared/board/page';

/** How one looks at the page: times larger than it fits, and the page's point in the middle of the room. */
export interface Zoom {
  readonly times: number;
  readonly centre: Point;
}

export const MOST_ZOOM = 6;
export const whole: Zoom = { times: 1, centre: { x: PAGE_WIDTH / 2, y: PAGE_HEIGHT / 2 } };

/** The page in its room. What is larger than the room fills it: one never looks beside the page. */
export function zoomView(zoom: Zoom, width: number, height: number, density: number): PageView {
  const fit = fitPage(width, height, density);
  const scale = fit.scale * zoom.times;
  return {
    ...fit,
    scale,
    left: edge(width, PAGE_WIDTH * scale, zoom.centre.x * scale),
    top: edge(height, PAGE_HEIGHT * scale, zoom.centre.y * scale),
  };
}

/** @param room @param page lengths in CSS pixels @param middle of the page's pixels, in the middle of the room */
function edge(room: number, page: number, middle: number): number {
  if (page <= room) return (room - page) / 2;
  return Math.min(0, Math.max(room - page, room / 2 - middle));
}

/** `by` times as large; what lies under `at` (CSS pixels of the room) stays there. */
export function zoomAt(view: PageView, zoom: Zoom, by: number, at: Point): Zoom {
  const times = Math.min(MOST_ZOOM, Math.max(1, zoom.times * by));
  if (times === 1) return whole;
  const fixed = toPage(view, at);
  const scale = (view.scale / zoom.times) * times;
  return {
    times,
    centre: { x: fixed.x + (view.width / 2 - at.x) / scale, y: fixed.y + (view.height / 2 - at.y) / scale },
  };
}

/** Moved by CSS pixels, as if the page were pulled. What would show nothing new is not kept: a pull back works at once. */
export function pan(view: PageView, zoom: Zoom, dx: number, dy: number): Zoom {
  if (zoom.times === 1) return zoom;
  const moved = {
    ...zoom,
    centre: toPage(view, { x: view.width / 2 - dx, y: view.height / 2 - dy }),
  };
  const { width, height, density } = view;
  const kept = zoomView(moved, width, height, density);
  return { ...moved, centre: toPage(kept, { x: width / 2, y: height / 2 }) };
}
