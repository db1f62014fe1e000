/** The ways in which a running command is asked to stop, as one. */

/** A Ctrl-C that was also passed on by the process above us is one wish. */
const SAME_WISH_MS = 1000;

/**
 * @param {(again: boolean) => void} onStop called once, and with `again` when somebody insists
 */
export function onStopRequest(onStop) {
  let first;
  const ask = () => {
    if (first && Date.now() - first < SAME_WISH_MS) return;
    onStop(first !== undefined);
    first ??= Date.now();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask);
  if (!process.channel) return;
  process.on('disconnect', ask);
  process.on('message', (message) => message?.type === 'stop' && ask());
  process.channel.unref();
}
