import highsModule from 'highs';
import { cpuNow } from './cpu.ts';

// Its types describe the CommonJS module; Node loads the other one, whose default is the function itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** What HiGHS came to. */
export interface HighsRun {
  readonly value: number;
  readonly bound: number;
  /** Whether it proved that nothing is better. */
  readonly isOptimal: boolean;
  /** Processor time until it ended, the reading of the model left out. */
  readonly ms: number;
  /** Every better value, and after how much processor time it was there. */
  readonly trace: readonly { readonly value: number; readonly ms: number }[];
}

/** @param limit seconds after which it has to give what it has */
export async function createHighs(limit: number): Promise<(model: string) => HighsRun> {
  const highs = await loadHighs();
  return (text) =>
    highs.withModel({ format: 'lp', data: text }, (model) => {
      model.options.set({ output_flag: false, time_limit: limit });
      const trace: { value: number; ms: number }[] = [];
      const begun = cpuNow();
      model.run({
        [highs.constants.callbackType.mipImprovingSolution](event) {
          trace.push({ value: event.data.objective_function_value ?? -Infinity, ms: cpuNow() - begun });
        },
      });
      const ms = cpuNow() - begun;
      const value = model.getObjectiveValue();
      return {
        value,
        bound: Number(model.info.get('mip_dual_bound')),
        isOptimal: model.getModelStatus() === highs.constants.modelStatus.optimal,
        ms,
        trace: [...trace, { value, ms }],
      };
    });
}
