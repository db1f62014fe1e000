import { film, tileBox } from './layout.ts';
import { xmlText } from './xml.ts';

export interface SidePerson {
  readonly name: string | null;
  /** Has a picture sometimes, which is laid over the tile. */
  readonly tile: boolean;
  readonly heard: boolean;
}

/** The column beside the board: who is there, and who is heard now. Those with a tile come first. */
export function drawSide(people: readonly SidePerson[]): string {
  const tiles = people.filter(({ tile }) => tile);
  const others = people.filter(({ tile }) => !tile);
  const below = tileBox(tiles.length).y;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${film.side}" height="${film.height}" font-family="Atkinson Hyperlegible Next, DejaVu Sans, sans-serif" font-size="20">`,
    '<rect width="100%" height="100%" fill="#e9eef0"/>',
    ...tiles.map((person, n) => {
      const { x, y, width, height } = tileBox(n);
      const frame = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#c6d1d5"/>`;
      return frame + namePlate(person, x, y + height + 26);
    }),
    ...others.map((person, n) => namePlate(person, 10, below + 22 + n * 34)),
    '</svg>',
  ].join('\n');
}

/** Who is heard is told by a filled dot beside a bold name: not by colour alone. */
function namePlate({ name, heard }: SidePerson, x: number, y: number): string {
  const dot = heard ? 'fill="#0b6e5f"' : 'fill="none" stroke="#6b7b80" stroke-width="2"';
  const letters = `fill="#14282d"${heard ? ' font-weight="bold"' : ''}`;
  return `<circle cx="${x + 8}" cy="${y - 7}" r="7" ${dot}/><text x="${x + 24}" y="${y}" ${letters}>${xmlText(shortened(name ?? ''))}</text>`;
}

/** As many letters as the column has room for. */
const shortened = (name: string): string => (name.length > 22 ? `${name.slice(0, 21)}…` : name);
