import type { BotJoin } from './bots/messages.ts';
import type { JoinMeasure } from './measureJoins.ts';
import type { JoinTarget } from './JoinTarget.ts';
import type { ProductTarget } from './ProductTarget.ts';
import { median, percentile, type Figure } from './statistics.ts';

/** Click to first frame of both, their quotient at p95, and how many calls had to wait for one another. */
export function joinFigures(
  measures: ReadonlyMap<JoinTarget, JoinMeasure>,
  bare: JoinTarget,
  product: ProductTarget,
): Figure[] {
  const figures: Figure[] = [];
  const p95 = (target: JoinTarget) => percentile(measures.get(target)?.toFirstFrame ?? [], 0.95);
  for (const target of [bare, product]) {
    const { toFirstFrame, roundTrips } = measures.get(target) ?? { toFirstFrame: [], roundTrips: [] };
    figures.push(
      { name: `${target.name}: joins`, value: toFirstFrame.length, unit: '' },
      { name: `${target.name}: click to first decoded frame, p50`, value: median(toFirstFrame), unit: 'ms' },
      { name: `${target.name}: click to first decoded frame, p95`, value: percentile(toFirstFrame, 0.95), unit: 'ms' },
      { name: `${target.name}: sequential round trips, most`, value: Math.max(...roundTrips), unit: '' },
    );
  }
  const quotient = p95(product) / p95(bare);
  figures.push(
    { name: 'product: from mark to mark, p50', value: median(product.byMarks), unit: 'ms' },
    { name: 'product / bare at p95', value: quotient, unit: '×', goal: '≤ 2', holds: quotient <= 2 },
  );
  return figures;
}

/** Rounds of a crowd's joins: from the order to join to the first decoded frame of another seat. */
export function crowdFigures(rounds: readonly (readonly BotJoin[])[]): Figure[] {
  const over = (of: (joins: readonly BotJoin[]) => number) => median(rounds.map(of));
  const frames = (joins: readonly BotJoin[]) => joins.map(({ firstFrame }) => firstFrame);
  const p95 = over((joins) => percentile(frames(joins), 0.95));
  const replied = over((joins) => median(joins.map((join) => join.replied)));
  return [
    { name: 'seats that joined within one second', value: Math.min(...rounds.map(({ length }) => length)), unit: '' },
    { name: 'rounds of these, of which the medians follow', value: rounds.length, unit: '' },
    { name: 'of these: to the reply, p50', value: replied, unit: 'ms' },
    { name: 'of these: to the first decoded frame, p50', value: over((joins) => median(frames(joins))), unit: 'ms' },
    { name: 'of these: to the first decoded frame, p95', value: p95, unit: 'ms', goal: '≤ 700', holds: p95 <= 700 },
    {
      name: 'of these: p95 of the best and of the worst round',
      value: Math.min(...rounds.map((joins) => percentile(frames(joins), 0.95))),
      unit: `ms to ${Math.round(Math.max(...rounds.map((joins) => percentile(frames(joins), 0.95))))} ms`,
    },
  ];
}
