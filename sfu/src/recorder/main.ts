import { diskFiles } from './files.ts';
import type { FromRecorder, ToRecorder } from './messages.ts';
import { Recorder } from './Recorder.ts';

/** The node's one recorder: a process of its own, so that neither waits for the other. Argument: the recordings' folder. */
const [folder] = process.argv.slice(2);
if (folder === undefined || process.send === undefined) throw new Error('The sfu starts this by itself.');

const CLOSE_WITHIN = 15_000;
const tell = (message: FromRecorder): void => {
  // A node that has just gone hears nothing; `disconnect` follows.
  if (process.connected) process.send?.(message, () => undefined);
};
const recorder = new Recorder(folder, diskFiles, tell);
process.on('message', (message) => recorder.handle(message as ToRecorder)); // the node sends nothing else
process.once('disconnect', () => {
  // A disk that answers no more must not keep it for ever.
  setTimeout(() => process.exit(1), CLOSE_WITHIN).unref();
  void recorder.close().finally(() => process.exit(0));
});
// The node decides when it is over: what stops that one ends the channel.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
