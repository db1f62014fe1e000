export const patternSize = 4;

/** What a child is asked for: to tap the pattern; at the first visit to choose one and to tap it once more. */
export type PatternStep =
  | { kind: 'tap' }
  | { kind: 'choose' }
  | { kind: 'repeat'; chosen: readonly string[] }
  /** The repetition differed: choose anew. */
  | { kind: 'differed' };

/** What comes after four pictures. */
export function nextStep(step: PatternStep, pattern: readonly string[]): PatternStep | { kind: 'done' } {
  switch (step.kind) {
    case 'tap':
      return { kind: 'done' };
    case 'choose':
    case 'differed':
      return { kind: 'repeat', chosen: pattern };
    case 'repeat':
      return step.chosen.join() === pattern.join() ? { kind: 'done' } : { kind: 'differed' };
  }
}
