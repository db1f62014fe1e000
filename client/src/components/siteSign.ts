import { siteLetters } from '@pluriclasse/shared/domain/siteLetters';

/** How a school is drawn on every screen: colour, shape and initials, never colour alone. */
export interface SiteSign {
  /** 1–6: a colour of tokens.css. */
  colour: number;
  shape: SiteShape;
  /** One letter, or two where schools share the first. */
  initials: string;
  name: string;
}

export const siteShapes = ['circle', 'triangle', 'square', 'diamond', 'hexagon', 'pentagon'] as const;
export type SiteShape = (typeof siteShapes)[number];

/**
 * Signs for the schools of a twinning, given in the order in which they joined. From the seventh on the colours begin
 * again with the next free shape, so that 36 schools differ.
 */
export function siteSigns(names: readonly string[]): SiteSign[] {
  return names.map((name, order) => ({
    colour: (order % 6) + 1,
    shape: siteShapes[(order + Math.floor(order / 6)) % 6] ?? 'circle',
    initials: siteLetters(name, names),
    name,
  }));
}
