/** npm start. Runs on whatever Node there is; the rest waits until the pinned one is here. */
if (Number(process.versions.node.split('.')[0]) < 18) {
  console.error(`Pluriclasse starts with Node 18 or newer, this is ${process.version}: install a newer Node.`);
  process.exit(1);
}
const { guarded } = await import('./lib/guarded.mjs');

await guarded(async () => {
  const { readArguments, HELP } = await import('./lib/settings.mjs');
  const settings = readArguments(process.argv.slice(2));
  if (settings.help) {
    console.log(HELP);
    return;
  }
  // Before anything that takes minutes.
  const { checkMachine } = await import('./lib/checks.mjs');
  await checkMachine(settings);
  const { handOver } = await import('./lib/handOver.mjs');
  await handOver(new URL('./commands/start.mjs', import.meta.url));
});
