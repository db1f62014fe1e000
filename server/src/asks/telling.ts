import type { NoticeHour, NoticeKind, NoticeParams } from '@pluriclasse/shared/api/notices';
import type { SchoolBrief } from '@pluriclasse/shared/api/sessions';
import type { Notices } from '../notices/notices.service.ts';

/** Tells members of staff, in the product and by e-mail. */
export type Teller = Pick<Notices, 'tell'>;
export type { NoticeKind, NoticeParams };

/** An hour of schools that meet: readers get it by their own clocks, and by the others' where these differ. */
export const hourOf = (at: number, participants: readonly { readonly school: SchoolBrief }[]): NoticeHour => ({
  at,
  places: participants.map(({ school }) => ({ place: school.name, timeZone: school.timeZone })),
});

export const schoolNames = (participants: readonly { readonly school: SchoolBrief }[]): string =>
  participants.map(({ school }) => school.name).join(' · ');
