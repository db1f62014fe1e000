import { findCliques } from '@pluriclasse/shared/calendar/joint/cliques';
import { findConflicts, sortByResource } from '@pluriclasse/shared/calendar/joint/conflicts';
import { toCore } from '@pluriclasse/shared/calendar/joint/Core';
import { pack, UNITS } from '@pluriclasse/shared/calendar/joint/pack';
import type { JointProblem } from '@pluriclasse/shared/calendar/joint/problem';

/**
 * A joint problem in CPLEX's LP format: a binary column for each option worth anything, a row for each wish, a row for
 * each of the cliques that name all conflicts. The same cliques as our solver's own, but of all options: nothing is left
 * out beforehand.
 */
export function writeModel(problem: JointProblem): { text: string; columns: number; rows: number } {
  const packing = pack(problem);
  const { optionCount, wishCount, first, value } = packing;
  const nobody = new Int32Array(wishCount).fill(-1);
  const core = toCore(packing, findConflicts(packing, sortByResource(packing)), nobody);
  const { members } = findCliques(core);
  const name = (option: number) => `x${option}`;
  const sum = (options: readonly number[]) => options.map((option) => `+ ${name(option)}`).join('\n ');
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
  const rows = [
    ...range(0, wishCount).map((wish) => range(first[wish]!, first[wish + 1]!)),
    ...range(0, members.start.length - 1).map((set) => [
      ...members.items.subarray(members.start[set], members.start[set + 1]),
    ]),
  ].filter((options) => options.length > 1);
  const columns = range(0, optionCount);
  const text = [
    'Maximize',
    ' obj:',
    ...columns.map((option) => ` + ${value[option]! / UNITS} ${name(option)}`),
    'Subject To',
    ...rows.map((options, row) => ` r${row}: ${sum(options)} <= 1`),
    'Binary',
    ...columns.map((option) => ` ${name(option)}`),
    'End',
    '',
  ].join('\n');
  return { text, columns: optionCount, rows: rows.length };
}
