import type { Problems } from '../Problems.ts';
import type { ContentLine } from './contentLines.ts';

/** BEGIN to END, with the lines between. */
export interface Component {
  readonly name: string;
  readonly line: number;
  readonly lines: ContentLine[];
  readonly children: Component[];
}

const MOST_COMPONENTS = 20_000;
const DEEPEST = 6;

/**
 * The components of a file, under a root of our own. Where BEGIN and END don't match, an END closes the nearest of its
 * name, and what is open at the end of the file is closed there.
 */
export function buildComponents(lines: readonly ContentLine[], problems: Problems, file: string): Component {
  const root: Component = { name: '', line: 1, lines: [], children: [] };
  const open = [root];
  let count = 0;
  for (const line of lines) {
    const [, mark, given = ''] = /^(BEGIN|END)[^:]*:\s*([\w-]+)\s*$/i.exec(line.text.slice(0, 100)) ?? [];
    const name = given.toUpperCase();
    const top = open.at(-1) ?? root;
    if (mark === undefined) top.lines.push(line);
    else if (mark.toUpperCase() === 'BEGIN') {
      if (++count > MOST_COMPONENTS || open.length > DEEPEST) {
        problems.lose('too_many', { file, line: line.line });
        break;
      }
      const component: Component = { name, line: line.line, lines: [], children: [] };
      top.children.push(component);
      open.push(component);
    } else {
      const at = open.findLastIndex((component) => component.name === name);
      if (at > 0) open.length = at;
    }
  }
  if (open.length > 1) problems.note('no_end_marker', { file, line: open.at(-1)?.line, text: open.at(-1)?.name });
  return root;
}

/** All components of a name, wherever they stand. */
export function findAll(component: Component, name: string): Component[] {
  return component.children.flatMap((child) => [...(child.name === name ? [child] : []), ...findAll(child, name)]);
}
