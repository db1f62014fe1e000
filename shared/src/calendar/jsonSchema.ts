import * as z from 'zod/mini';
import { ScheduleAnswer } from './answer.ts';
import { ScheduleRequest } from './wish.ts';

/** JSON Schemas (2020-12) of what `npm run schedule` reads and prints. Rules across fields are not in them: `checkRequest`. */
export const scheduleJsonSchema = () => ({
  request: z.toJSONSchema(ScheduleRequest, { io: 'input' }),
  answer: z.toJSONSchema(ScheduleAnswer),
});
