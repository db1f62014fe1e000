/** A process of bots: some tens of peer connections each need an event loop that the others do not hold up. */
import { setTimeout as delay } from 'node:timers/promises';
import type { BotAnswer, BotOrder } from './messages.ts';
import { SeatBot } from './SeatBot.ts';

let bots: SeatBot[] = [];
const answer = (message: BotAnswer) => process.send?.(message);

async function obey(order: BotOrder): Promise<BotAnswer> {
  switch (order.order) {
    case 'prepare':
      bots = await Promise.all(order.bots.map((identity) => SeatBot.create(identity)));
      return { answer: 'prepared' };
    case 'knock':
      await Promise.all(bots.map((bot) => bot.knock()));
      return { answer: 'let-in' };
    case 'leave':
      await Promise.all(bots.map((bot) => bot.leave()));
      return { answer: 'left' };
    case 'join': {
      const joins = order.delays.map(async (milliseconds, index) => {
        // Not a wait for something: the schedule at which people tap.
        await delay(milliseconds);
        const bot = bots[index];
        if (bot === undefined) throw new Error('More joins than bots');
        return bot.join();
      });
      return { answer: 'joined', joins: await Promise.all(joins) };
    }
  }
}

process.on('message', (order: BotOrder) => {
  obey(order).then(answer, (error: unknown) => answer({ answer: 'failed', reason: String(error) }));
});
process.on('disconnect', () => {
  for (const bot of bots) bot.close();
  process.exit();
});
