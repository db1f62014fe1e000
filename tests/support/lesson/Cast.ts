import { seatMedia } from '../media/seatMedia.ts';
import { Product } from '../product/Product.ts';
import { openDesk, openKit } from './openSeats.ts';
import type { SeatPage } from './SeatPage.ts';

type Role = 'deskA' | 'kitA' | 'deskB' | 'kitB';

/** Two schools in the demo's open lesson, each with a classroom and a teacher, each in a browser of its own. */
export class Cast {
  readonly product: Product;
  readonly seats: Readonly<Record<Role, SeatPage>>;

  private constructor(product: Product, seats: Record<Role, SeatPage>) {
    this.product = product;
    this.seats = seats;
  }

  static async create(): Promise<Cast> {
    const product = await Product.create();
    const [a, b] = product.demo.schools;
    // One after the other: four browsers that start at once are slower than four in turn.
    const deskA = await openDesk(product, a, { media: seatMedia.deskA });
    const kitA = await openKit(product, a, { media: seatMedia.kitA });
    const deskB = await openDesk(product, b, { media: seatMedia.deskB });
    const kitB = await openKit(product, b, { media: seatMedia.kitB });
    return new Cast(product, { deskA, kitA, deskB, kitB });
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.seats).map((seat) => seat.close()));
    await this.product.stop();
  }
}
