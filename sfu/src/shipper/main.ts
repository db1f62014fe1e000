import { once } from 'node:events';
import os from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { createLog } from '../log.ts';
import { Folder } from './Folder.ts';
import type { ShipperState, ToShipper } from './messages.ts';
import { S3ObjectStore } from './S3ObjectStore.ts';
import { Shipper } from './Shipper.ts';

/** Brings recordings to the store: a process of its own, so that the recorder never waits for a hash or a slow link. */
if (process.send === undefined) throw new Error('The sfu starts this by itself.');

/** Between two looks, ms; after failures twice as much each time, up to the most. */
const EVERY = 1_000;
const MOST = 60_000;

// What is half sent is taken up by the next one.
process.once('disconnect', () => process.exit(0));
// The node decides when it is over: what stops that one ends the channel.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const [{ folder, s3, keepLocal, logLevel }] = (await once(process, 'message')) as [ToShipper]; // the node sends nothing else
os.setPriority(10);
const shipper = new Shipper({
  store: new S3ObjectStore(s3),
  folder: new Folder(folder, Date.now),
  log: createLog(logLevel),
  now: Date.now,
  keepLocal,
  bucket: s3.bucket,
  told: (state: ShipperState) => void process.send?.(state, () => undefined),
});

for (let pause = EVERY; ;) {
  const done = await shipper.look();
  pause = done === 'failed' ? Math.min(MOST, pause * 2) : EVERY;
  // Nodes that lost the store together come back one after the other.
  if (done !== 'more') await wait(done === 'failed' ? pause * (0.75 + Math.random() / 2) : pause);
}
