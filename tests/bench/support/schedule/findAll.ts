import { WishOptions } from '@pluriclasse/shared/calendar/findOptions';
import type { JointProblem } from '@pluriclasse/shared/calendar/joint/problem';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import type { ScheduleRequest } from '@pluriclasse/shared/calendar/wish';

/** The joint problem of a request: the options that the product finds in its calendars. */
export function findAll(request: ScheduleRequest): JointProblem {
  const years = request.schools.map((school) => new SchoolYear(school));
  return {
    wishes: request.wishes.map((wish) => {
      const { wishId, options } = new WishOptions(years, wish, { now: request.now });
      return { wishId, options };
    }),
  };
}
