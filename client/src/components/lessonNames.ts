import type { Lesson } from '@pluriclasse/shared/api/lessons';

/** Names of all that a lesson's blockers may name, by id. */
export function lessonNames({ participants, sites }: Pick<Lesson, 'participants' | 'sites'>): Record<string, string> {
  const names: Record<string, string> = {};
  for (const { school, classes } of participants) {
    names[school.schoolId] = school.name;
    for (const { classGroupId, name } of classes) names[classGroupId] = name;
  }
  for (const { staff, room } of sites) {
    for (const { staffId, name } of staff) names[staffId] = name;
    if (room) names[room.roomId] = room.name;
  }
  return names;
}
