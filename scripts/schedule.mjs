/** npm run schedule -- FILE. Runs on whatever Node there is and hands over to the pinned one; only the answer is printed. */
import { guarded } from './lib/guarded.mjs';
import { handOver } from './lib/handOver.mjs';
import { tellOn } from './lib/steps.mjs';

tellOn(process.stderr);
await guarded(() => handOver(new URL('./commands/schedule.mjs', import.meta.url)));
