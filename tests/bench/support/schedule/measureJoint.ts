import type { JointPlan, JointProblem } from '@pluriclasse/shared/calendar/joint/problem';
import { solveJointly } from '@pluriclasse/shared/calendar/joint/solve';
import { median, type Figure } from '../statistics.ts';
import { cpuNow, cpuOf } from './cpu.ts';
import { findAll } from './findAll.ts';
import { inventNetwork } from './inventNetwork.ts';
import type { HighsRun } from './runHighs.ts';
import { writeModel } from './writeModel.ts';

/** Plans with the processor time that they took, from the problem in memory on: nothing is made ready before. */
type Trace = readonly { readonly plan: JointPlan; readonly ms: number }[];

const GAP = 0.02;

/**
 * Many twinnings together, beside HiGHS: the same options, the same objective, in the same process. Rounds are ours,
 * HiGHS, HiGHS, ours, so that a drift of the machine meets both alike.
 */
export function measureJoint(
  runHighs: (model: string) => HighsRun,
  { instances, schools, wishes }: { instances: number; schools: number; wishes: number },
): Figure[] {
  const finding: number[] = [];
  const first: number[] = [];
  const near: number[] = [];
  const ratios: number[] = [];
  const afterSecond: number[] = [];
  const ownGaps: number[] = [];
  let cold: number | undefined;
  for (let seed = 1; seed <= instances; seed++) {
    const found = cpuOf(() => findAll(inventNetwork({ seed, schools, wishes })));
    finding.push(found.ms);
    const model = writeModel(found.result);
    const traces: Trace[] = [];
    const runs: HighsRun[] = [];
    const ours = () => traces.push(trace(found.result));
    ours();
    runs.push(runHighs(model.text), runHighs(model.text));
    ours();
    const bound = Math.min(...runs.map((run) => run.bound));
    const target = (1 - GAP) * bound;
    console.log(
      `network ${seed}: ${model.columns} options, ${model.rows} rows; HiGHS ${show(runs[0]!)}; bound ${bound}`,
    );
    for (const one of traces) {
      const reached = one.find(({ plan }) => plan.value >= target);
      const late = one.findLast(({ ms }) => ms <= 1000);
      console.log(
        `  ours: ${one
          .map(({ plan, ms }) => `${plan.value}..${plan.bound} (${ms.toFixed(0)} ms)`)
          .slice(0, 3)
          .join(', ')} …`,
      );
      first.push(one[0]!.ms);
      cold ??= reached?.ms;
      near.push(reached?.ms ?? Infinity);
      afterSecond.push(late === undefined ? 1 : 1 - late.plan.value / bound);
      ownGaps.push(late === undefined ? 1 : 1 - late.plan.value / late.plan.bound);
      for (const run of runs) {
        const there = run.trace.find(({ value }) => value >= (reached?.plan.value ?? Infinity));
        ratios.push((there?.ms ?? run.ms) / (reached?.ms ?? Infinity));
      }
    }
  }
  const within = median(near) / 1000;
  const ratio = median(ratios);
  const gap = Math.max(...afterSecond) * 100;
  return [
    {
      name: `options of ${wishes} wishes at ${schools} schools, found beforehand`,
      value: median(finding) / 1000,
      unit: 'CPU s',
    },
    { name: 'a first plan for all', value: median(first), unit: 'CPU ms' },
    { name: 'a plan within 2 % of HiGHS’s bound', value: within, unit: 'CPU s', goal: '≤ 1 s', holds: within <= 1 },
    { name: 'the same, first in the process', value: (cold ?? Infinity) / 1000, unit: 'CPU s' },
    {
      name: 'HiGHS’s time to that plan’s value, ours = 1',
      value: ratio,
      unit: 'times',
      goal: '≥ 20',
      holds: ratio >= 20,
    },
    { name: 'largest gap to HiGHS’s bound after 1 CPU s', value: gap, unit: '%', goal: '≤ 2 %', holds: gap <= 2 },
    { name: 'gap to our own bound after 1 CPU s', value: median(ownGaps) * 100, unit: '%' },
  ];
}

function trace(problem: JointProblem): Trace {
  const found: { plan: JointPlan; ms: number }[] = [];
  const begun = cpuNow();
  for (const plan of solveJointly(problem, { seed: 1 })) {
    const ms = cpuNow() - begun;
    const last = found.at(-1)?.plan;
    if (last?.value !== plan.value || last.bound !== plan.bound) found.push({ plan, ms });
    if (ms > 1200) break;
  }
  return found;
}

const show = ({ value, isOptimal, ms }: HighsRun) =>
  `${value}${isOptimal ? ', the best' : ', not proven'}, after ${(ms / 1000).toFixed(1)} CPU s`;
