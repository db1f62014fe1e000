/**
 * Finding hours: for one twinning, for hundreds that compete, after a change, and asking the database whether an hour is
 * still free. `--only=one,joint,replan,worker,claims` runs some parts, `--instances=3` changes the count of networks.
 */
import { parseArgs } from 'node:util';
import { measureClaims } from './support/schedule/measureClaims.ts';
import { measureJoint } from './support/schedule/measureJoint.ts';
import { measureOne } from './support/schedule/measureOne.ts';
import { measureReplan } from './support/schedule/measureReplan.ts';
import { measureWorker } from './support/schedule/measureWorker.ts';
import { createHighs } from './support/schedule/runHighs.ts';
import { report, type Figure } from './support/statistics.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'one,joint,replan,worker,claims' },
    instances: { type: 'string', default: '3' },
    schools: { type: 'string', default: '200' },
    wishes: { type: 'string', default: '400' },
    limit: { type: 'string', default: '120' },
  },
});
const parts = values.only.split(',');
const size = { schools: Number(values.schools), wishes: Number(values.wishes) };

const figures: Figure[] = [];
if (parts.includes('one')) figures.push(...measureOne({ rounds: 5 }));
if (parts.includes('joint')) {
  const runHighs = await createHighs(Number(values.limit));
  figures.push(...measureJoint(runHighs, { instances: Number(values.instances), ...size }));
}
if (parts.includes('replan')) figures.push(...measureReplan({ ...size, changes: 200 }));
if (parts.includes('worker')) figures.push(...(await measureWorker(size)));
if (parts.includes('claims')) figures.push(...(await measureClaims({ schools: 10_000, checks: 3000 })));
report('schedule', figures);
