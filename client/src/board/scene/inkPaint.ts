export { inkPaint } from '@pluriclasse/shared/board/inkPaint';

/** Colours of the sites on the white page, in the order in which schools joined; from the seventh on again. */
const sitePaints = ['#1d5fa8', '#8a5600', '#8b2e6a', '#4a6b1d', '#5a4bb0', '#4a5560'] as const;
export const sitePaint = (order: number): string => sitePaints[order % sitePaints.length] ?? sitePaints[0];
