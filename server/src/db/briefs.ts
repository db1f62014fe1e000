import type { ClassBrief, PupilBrief, SchoolBrief } from '@pluriclasse/shared/api/sessions';

/** Only what a brief has: rows carry more, and what isn't picked here never leaves. */
export const schoolBrief = ({ schoolId, name, town, timeZone, language }: SchoolBrief): SchoolBrief => ({
  schoolId,
  name,
  town,
  timeZone,
  language,
});
export const classBrief = ({ classGroupId, name, level }: ClassBrief): ClassBrief => ({ classGroupId, name, level });
export const pupilBrief = ({ pupilId, alias, avatar }: PupilBrief): PupilBrief => ({ pupilId, alias, avatar });
