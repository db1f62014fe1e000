/**
 * What forwarding costs. Our server and sfu against a bare mediasoup script with the same worker: packets a CPU
 * second, with receivers in Chromium, so that the SRTP suite is the one of browsers. And against Janus: CPU a
 * subscriber and the time to the first packet, with receivers on @roamhq/wrtc. Rounds mirror each other (ours, bare,
 * bare, ours), so that a machine that slows down slows both alike; figures are medians. Argument: mirrored rounds.
 */
import { BrowserCrowd } from './support/sfu/BrowserCrowd.ts';
import { WrtcCrowd } from './support/sfu/Crowd.ts';
import { measure, SUBSCRIBERS, type Round } from './support/sfu/measure.ts';
import type { Subject } from './support/sfu/Subject.ts';
import { measureResume } from './support/sfu/measureResume.ts';
import { isThere, type SubjectName } from './support/sfu/subjects.ts';
import { median, percentile, report, type Figure } from './support/statistics.ts';

const RESUMES = 20;
const rounds = Number(process.argv[2] ?? 3);

/** Measures two SFUs in turns. */
async function compare(
  names: readonly SubjectName[],
  createCrowd: (subject: Subject) => Promise<BrowserCrowd | WrtcCrowd>,
) {
  const results = new Map<SubjectName, Round[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of [...names, ...names.toReversed()]) {
      const result = await measure(name, createCrowd);
      results.get(name)?.push(result);
      const { packetsPerCpuSecond, cpuPerSubscriber, packetsPerSecond, firstPacket, srtpCipher } = result;
      console.log(
        `${name.padEnd(6)} ${Math.round(packetsPerCpuSecond)} packets a CPU second, ${cpuPerSubscriber.toFixed(2)} ‰ of a core ` +
          `a subscriber, ${Math.round(packetsPerSecond)} packets/s, first packet ${firstPacket.toFixed(1)} ms, ${srtpCipher}`,
      );
    }
  }
  return (name: SubjectName, figure: 'packetsPerCpuSecond' | 'cpuPerSubscriber' | 'firstPacket'): number | null => {
    const found = results.get(name) ?? [];
    return found.length === 0 ? null : median(found.map((each) => each[figure]));
  };
}

const ratio = (a: number | null, b: number | null) => (a === null || b === null ? null : a / b);
const judged = (name: string, value: number | null, goal: string, holds: (value: number) => boolean): Figure => ({
  name,
  value,
  unit: '×',
  goal,
  holds: value !== null && holds(value),
});

const resumes = await measureResume(RESUMES);
const resume = percentile(resumes, 0.95);
console.log(`picture shown again after ${resumes.map(Math.round).join(', ')} ms`);
const forwarding = await compare(['ours', 'bare'], (subject) => BrowserCrowd.create(subject));
const janusIsThere = await isThere('janus');
const subscribing = await compare(janusIsThere ? ['ours', 'janus'] : ['ours'], (subject) => WrtcCrowd.create(subject));
if (!janusIsThere) console.log('Janus could not be installed here: nothing to compare with.');

report('sfu', [
  { name: 'packets a CPU second, server and sfu', value: forwarding('ours', 'packetsPerCpuSecond'), unit: 'packets/s' },
  { name: 'packets a CPU second, bare mediasoup', value: forwarding('bare', 'packetsPerCpuSecond'), unit: 'packets/s' },
  judged(
    'packets a CPU second, ours by bare',
    ratio(forwarding('ours', 'packetsPerCpuSecond'), forwarding('bare', 'packetsPerCpuSecond')),
    '≥ 0.97',
    (value) => value >= 0.97,
  ),
  {
    name: `CPU a subscriber of ${SUBSCRIBERS} at 100 packets/s, ours`,
    value: subscribing('ours', 'cpuPerSubscriber'),
    unit: '‰ of a core',
  },
  {
    name: `CPU a subscriber of ${SUBSCRIBERS} at 100 packets/s, Janus`,
    value: subscribing('janus', 'cpuPerSubscriber'),
    unit: '‰ of a core',
  },
  judged(
    'CPU a subscriber, ours by Janus',
    ratio(subscribing('ours', 'cpuPerSubscriber'), subscribing('janus', 'cpuPerSubscriber')),
    '≤ 0.80',
    (value) => value <= 0.8,
  ),
  { name: 'join to first packet, ours', value: subscribing('ours', 'firstPacket'), unit: 'ms' },
  { name: 'join to first packet, Janus', value: subscribing('janus', 'firstPacket'), unit: 'ms' },
  judged(
    'join to first packet, ours by Janus',
    ratio(subscribing('ours', 'firstPacket'), subscribing('janus', 'firstPacket')),
    '≤ 0.70',
    (value) => value <= 0.7,
  ),
  {
    name: 'hidden picture shown again, first frame, p95',
    value: resume,
    unit: 'ms',
    goal: '≤ 300',
    holds: resume <= 300,
  },
]);
process.exit(0);
