import type { LessonId } from '@pluriclasse/shared/ids';

/**
 * The open lessons that the pupil at this page has put off: who comes back from a capsule is not drawn into one of them
 * again. A page that is loaded anew knows none.
 */
export const putOff = new Set<LessonId>();
