import type { CapsuleBrief } from '@pluriclasse/shared/api/capsules';

/** From how many on a list has filters. */
export const manyCapsules = 7;

export interface CapsuleFilter {
  /** Empty: all. */
  readonly classGroupId: string;
  readonly schoolId: string;
}

/** Those published to the class, of lessons with the school. */
export const fits = ({ classGroupId, schoolId }: CapsuleFilter, { classGroupIds, sites }: CapsuleBrief): boolean =>
  (classGroupId === '' || classGroupIds.some((id) => id === classGroupId)) &&
  (schoolId === '' || sites.some((site) => site.schoolId === schoolId));
