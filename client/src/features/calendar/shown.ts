import type { Lesson } from '@pluriclasse/shared/api/lessons';
import type { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import type { SiteSign } from '../../components/siteSign.ts';
import type { Side } from './side.ts';

/** One side, with all that is drawn of it. */
export interface ShownSide {
  readonly side: Side;
  readonly year: SchoolYear;
  readonly sign: SiteSign;
  /** Roccaverde, 3–4 */
  readonly name: string;
}

/** What every view is given. */
export interface Shown {
  readonly sides: readonly ShownSide[];
  readonly lessons: readonly Lesson[];
}
