import { expect, test } from 'vitest';
import { toPage } from './PageView.ts';
import { MOST_ZOOM, pan, whole, zoomAt, zoomView } from './zoom.ts';

const room = [800, 600, 1] as const;

test('unzoomed the whole page lies in the middle', () => {
  const view = zoomView(whole, ...room);
  expect(view).toMatchObject({ scale: 0.5, left: 0, top: 30 });
});

test('what lies under the finger stays there', () => {
  const view = zoomView(whole, ...room);
  const at = { x: 300, y: 280 };
  const before = toPage(view, at);
  const after = toPage(zoomView(zoomAt(view, whole, 2, at), ...room), at);
  expect(after.x).toBeCloseTo(before.x);
  expect(after.y).toBeCloseTo(before.y);
});

test.each([
  [0.5, 1],
  [2, 2],
  [100, MOST_ZOOM],
])('%f times as large is held within bounds', (by, times) => {
  const view = zoomView(whole, ...room);
  expect(zoomAt(view, whole, by, { x: 400, y: 300 }).times).toBe(times);
});

test('back to its first size the page is whole again', () => {
  const view = zoomView(whole, ...room);
  const zoom = zoomAt(view, whole, 3, { x: 20, y: 40 });
  expect(zoomAt(zoomView(zoom, ...room), zoom, 1 / 3, { x: 700, y: 500 })).toBe(whole);
});

test('one never looks beside the page, and a pull back works at once', () => {
  const zoom = zoomAt(zoomView(whole, ...room), whole, 2, { x: 400, y: 300 });
  const far = pan(zoomView(zoom, ...room), zoom, 5_000, 5_000);
  const view = zoomView(far, ...room);
  expect(view).toMatchObject({ left: 0, top: 0 });
  expect(zoomView(pan(view, far, -10, -20), ...room)).toMatchObject({ left: -10, top: -20 });
  expect(pan(zoomView(whole, ...room), whole, 50, 50)).toBe(whole);
});
