import { explainFailure } from './explainFailure.ts';
import { readConfig, type Config } from './config.ts';
import { openControl } from './control.ts';
import { countKeyFrameRequests } from './countKeyFrameRequests.ts';
import { createLog } from './log.ts';
import { MediaNode } from './MediaNode.ts';
import { RecorderLink } from './recorder/RecorderLink.ts';
import { repairAll } from './recorder/repair.ts';
import { ShipperLink } from './shipper/ShipperLink.ts';
import { WorkerPool } from './WorkerPool.ts';

/** Tells the launcher, if there is one; it reads `ready` and `failed`. */
function tellParent(message: { type: 'ready'; port: number } | { type: 'failed'; message: string }): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });
}

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const keyFrameRequests = countKeyFrameRequests();
  const pool = await WorkerPool.create(config, log);
  void repairAll(config.recordingsDir, log);
  const node = new MediaNode(pool, new RecorderLink(config.recordingsDir, log), log);
  const { recordingsDir: folder, s3, keepLocal, logLevel } = config;
  const shipper = s3 && new ShipperLink({ folder, s3, keepLocal, logLevel }, log);
  shipper?.start();
  const control = await openControl(node, { ...config, keyFrameRequests, shipper }, log).catch((error: unknown) => {
    shipper?.close();
    void node.close();
    throw error;
  });
  const stop = (reason: string) => {
    log.info({ reason }, 'stops');
    shipper?.close();
    void Promise.allSettled([node.close(), control.close()]).then(() => process.exit(0));
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  // A launcher that dies takes the channel with it: nobody would stop this process any more.
  process.once('disconnect', () => stop('launcher gone'));
  await tellParent({ type: 'ready', port: control.port });
}

let config: Config | undefined;
try {
  config = readConfig();
  await start(config);
} catch (error) {
  const message = await explainFailure(error, config);
  // A launcher words it for the person who started it.
  if (process.send === undefined) createLog('info').fatal({ err: error }, message);
  await tellParent({ type: 'failed', message });
  process.exit(1);
}
