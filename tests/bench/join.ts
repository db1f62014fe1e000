/**
 * How long a join takes: in Chromium from click to the first decoded frame, beside a bare mediasoup page in the same
 * run; and for thirty seats that join within one second, again and again. `--joins=24`, `--seats=30` and `--rounds=7` change
 * the counts.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { launchOptions } from '../support/browser/flags.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { Product } from '../support/product/Product.ts';
import { startBare } from './support/bare/startBare.ts';
import { BareTarget } from './support/BareTarget.ts';
import { BotCrowd } from './support/bots/BotCrowd.ts';
import type { BotJoin } from './support/bots/messages.ts';
import { crowdIdentities } from './support/crowdIdentities.ts';
import { joinFigures, crowdFigures } from './support/joinFigures.ts';
import { measureJoins } from './support/measureJoins.ts';
import { ProductTarget } from './support/ProductTarget.ts';
import { report } from './support/statistics.ts';

const { values } = parseArgs({
  options: {
    joins: { type: 'string', default: '24' },
    seats: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '7' },
  },
});
const botProcesses = 3;
const betweenRounds = 3_000;

const closers: (() => Promise<unknown>)[] = [];
try {
  const product = await Product.create();
  closers.push(() => product.stop());
  const bare = await startBare();
  closers.push(bare.stop);
  const senders = await chromium.launch(launchOptions({ media: { ...seatMedia.deskA, height: 720 } }));
  closers.push(() => senders.close());
  const joiners = await chromium.launch(launchOptions({ media: { ...seatMedia.deskB, height: 720 } }));
  closers.push(() => joiners.close());

  const bareTarget = await BareTarget.create(bare.url, joiners);
  const productTarget = await ProductTarget.create(product, joiners);
  await bareTarget.openSender(senders);
  await productTarget.openSender(senders);
  const measures = await measureJoins(bareTarget, productTarget, Number(values.joins));
  const figures = joinFigures(measures, bareTarget, productTarget);

  // The other teacher stays and sends too; the bare page has done its part.
  await productTarget.openLobby();
  await productTarget.join();
  await bareTarget.close();
  const crowd = await BotCrowd.create(await crowdIdentities(product, Number(values.seats)), botProcesses);
  closers.push(() => crowd.close());
  await productTarget.letIn(crowd.knock());
  const rounds: BotJoin[][] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    if (round > 0) await crowd.leave();
    // Not a wait for something: what the round before has left to do must not count.
    await delay(betweenRounds);
    rounds.push(await crowd.join(1000));
  }
  figures.push(...crowdFigures(rounds));
  report('join', figures);
} finally {
  for (const close of closers.toReversed()) await close();
}
