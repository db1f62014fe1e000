/** npm test. Runs on whatever Node there is and hands over to the pinned one. */
import { guarded } from './lib/guarded.mjs';
import { handOver } from './lib/handOver.mjs';

await guarded(() => handOver(new URL('./commands/test.mjs', import.meta.url)));
