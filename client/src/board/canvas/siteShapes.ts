/** The sites' shapes in a square of 40, in the order in which schools joined; the same drawings as in `SiteMark`. */
const drawings = [
  'M1 20a19 19 0 1 1 38 0a19 19 0 1 1-38 0Z',
  'M20 1.5 39 36.5a1.6 1.6 0 0 1-1.4 2.4H2.4A1.6 1.6 0 0 1 1 36.5Z',
  'M5 2h30a3 3 0 0 1 3 3v30a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3Z',
  'M20 .5 39.5 20 20 39.5 .5 20Z',
  'M10.5 2.5h19L39 20l-9.5 17.5h-19L1 20Z',
  'M20 1 39 15.5 32 38H8L1 15.5Z',
] as const;

const paths: Path2D[] = [];

/** From the seventh school on colours begin again with the next shape. */
export function siteShape(order: number): Path2D {
  const n = (order + Math.floor(order / drawings.length)) % drawings.length;
  return (paths[n] ??= new Path2D(drawings[n]));
}
