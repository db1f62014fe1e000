/** npm test: every part, or those that are named; what follows a part's name and starts with - goes to its runner. */
import { guarded } from '../lib/guarded.mjs';
import { Sentence } from '../lib/sentence.mjs';
import { add, none, sayFailures } from '../tests/counts.mjs';
import { parts } from '../tests/parts.mjs';

await guarded(async () => {
  const args = process.argv.slice(2);
  const firstOption = args.findIndex((argument) => argument.startsWith('-'));
  const names = firstOption === -1 ? args : args.slice(0, firstOption);
  const extra = args.slice(names.length);
  const unknown = names.find((name) => !Object.hasOwn(parts, name));
  if (unknown) throw new Sentence(`There is no part ${unknown}: there are ${Object.keys(parts).join(', ')}.`);
  let sum = none;
  for (const name of names.length > 0 ? names : Object.keys(parts)) {
    console.log(`\n── ${name}`);
    const counts = await parts[name](extra);
    console.log(`${name}: ${say(counts)}`);
    sum = add(sum, counts);
  }
  if (sum.failures.length > 0) console.log(`\n── what failed\n${sayFailures(sum.failures)}`);
  console.log(`\n${say(sum)}`);
  process.exit(sum.failed > 0 || sum.passed === 0 ? 1 : 0);
});

function say({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
