/**
 * node scripts/worker.mjs [TARGET]: gets a mediasoup worker as `npm start` does, and tells where it is. With TARGET it
 * is copied there, and TARGET.packages names the Debian packages that it needs (for an image).
 */
import { guarded } from './lib/guarded.mjs';
import { handOver } from './lib/handOver.mjs';

await guarded(() => handOver(new URL('./commands/worker.mjs', import.meta.url)));
