import type { ClassGroupId, SchoolId } from '@pluriclasse/shared/ids';
import { eq, sql, type Column, type SQL } from 'drizzle-orm';
import { twinningClasses } from './schema/lessons.ts';

/** Which twinnings someone has to do with. */
export type Scope =
  | { readonly of: 'network' }
  | { readonly of: 'school'; readonly schoolId: SchoolId }
  | { readonly of: 'class'; readonly classGroupId: ClassGroupId };

/** A condition on a column with a twinning's id. */
export function inScope(scope: Scope, twinningId: Column): SQL | undefined {
  if (scope.of === 'network') return undefined;
  const mine =
    scope.of === 'school'
      ? eq(twinningClasses.schoolId, scope.schoolId)
      : eq(twinningClasses.classGroupId, scope.classGroupId);
  return sql`exists (select 1 from ${twinningClasses} where ${twinningClasses.twinningId} = ${twinningId} and ${mine})`;
}
