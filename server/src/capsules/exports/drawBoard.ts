import { inkPaint } from '@pluriclasse/shared/board/inkPaint';
import { decodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { LINE_HEIGHT, textLines, type Measure } from '@pluriclasse/shared/board/textLines';
import { shownPage, type DrawStep, type ReelObject, type ReelState } from '@pluriclasse/shared/capsule/foldReel';
import { unpackBody } from '@pluriclasse/shared/capsule/reel';
import { inkPath } from '../inkPath.ts';
import { boardWidth, film, pageBox } from './layout.ts';
import { xmlText } from './xml.ts';

const FONT = 'Andika, Atkinson Hyperlegible Next, DejaVu Sans, sans-serif';
/** Points nearer to the one before are not seen in a film. Page units. */
const STEP = 3;
/** Where letters stand in their line, and how wide one is: nobody here has the font to measure. */
const BASELINE = 0.95;
const measure: Measure = (text, size) => text.length * size * 0.56;

/** Draws the board as it is at an instant as a picture, in SVG. What was drawn once is remembered. */
export class BoardPainter {
  readonly #title: string;
  readonly #strokes = new WeakMap<DrawStep, string>();

  constructor(title: string) {
    this.#title = `<text x="16" y="33" font-size="24" fill="#14282d">${xmlText(title)}</text>`;
  }

  draw(state: ReelState): string {
    const shown = shownPage(state);
    const objects = [...((shown && state.pages.get(shown)?.objects.values()) ?? [])]
      .map((object) => this.#object(object))
      .filter((one) => one !== undefined)
      .toSorted((a, b) => a.z - b.z || (a.id < b.id ? -1 : 1));
    const { x, y, scale, width, height } = pageBox;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${boardWidth}" height="${film.height}" font-family="${FONT}">`,
      `<rect width="100%" height="100%" fill="#e9eef0"/>${this.#title}`,
      `<clipPath id="c"><rect x="${x}" y="${y}" width="${width}" height="${height}"/></clipPath>`,
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#fff"/>`,
      `<g clip-path="url(#c)"><g transform="translate(${x} ${y}) scale(${scale})">`,
      '<g fill="none" stroke-linecap="round" stroke-linejoin="round">',
      ...objects.map(({ svg }) => svg),
      '</g></g></g></svg>',
    ].join('\n');
  }

  #object({ draw, place: [dx, dy], text }: ReelObject): { z: number; id: string; svg: string } | undefined {
    const body = unpackBody(draw.body);
    if (body === undefined) return undefined;
    const paint = inkPaint[body.color];
    const moved = dx === 0 && dy === 0 ? '' : ` transform="translate(${dx} ${dy})"`;
    if (body.kind === 'stroke') {
      let path = this.#strokes.get(draw);
      if (path === undefined) this.#strokes.set(draw, (path = inkPath(decodeInk(body.ink).points, STEP)));
      return {
        z: body.z,
        id: draw.id,
        svg: `<path${moved} stroke="${paint}" stroke-width="${body.width}" d="${path}"/>`,
      };
    }
    const { x, y, size, width } = body;
    const lines = textLines(text, size, width, measure).map(
      (line, n) =>
        `<tspan x="${x}" y="${Math.round(y + size * (BASELINE + n * LINE_HEIGHT))}">${xmlText(line)}</tspan>`,
    );
    return {
      z: body.z,
      id: draw.id,
      svg: `<text${moved} fill="${paint}" font-size="${size}">${lines.join('')}</text>`,
    };
  }
}
