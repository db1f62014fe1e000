/** What a person sees when everything runs. */

/**
 * @param {import('./processes.mjs').Settings} settings
 * @param {object} ready what the server said of itself
 * @param {number} seconds since the start
 */
export function banner({ publicUrl, dataDir, host }, ready, seconds) {
  const lines = ['', `Pluriclasse runs at ${publicUrl}   (ready in ${seconds.toFixed(1)} s)`];
  if (host === '127.0.0.1') lines.push('Only this computer can reach it; HOST=0.0.0.0 lets others in.');
  if (ready.firstAdminLink) {
    lines.push('', 'The first administrator begins here; the link works once:', `  ${ready.firstAdminLink}`);
  }
  lines.push('', `Data and logs are in ${dataDir}. Ctrl-C stops everything.`);
  return lines.join('\n');
}
