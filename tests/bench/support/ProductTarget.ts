import type { Browser, Page } from '@playwright/test';
import { signIn } from '../../support/lesson/openSeats.ts';
import type { DemoSchool } from '../../support/product/demo.ts';
import type { Product } from '../../support/product/Product.ts';
import { joinProbe, type JoinRecord } from './joinProbe.ts';
import { readJoinRecord, type JoinTarget } from './JoinTarget.ts';

/** A teacher's page in the demo's open lesson, at the whole product. */
export class ProductTarget implements JoinTarget {
  readonly name = 'product';
  /** From mark to mark, as the page itself measures; to be compared with the probe's view. */
  readonly byMarks: number[] = [];
  readonly #product: Product;
  readonly #joiner: Page;
  #sender: Page | undefined;

  private constructor(product: Product, joiner: Page) {
    this.#product = product;
    this.#joiner = joiner;
  }

  static async create(product: Product, browser: Browser): Promise<ProductTarget> {
    const joiner = await browser.newPage({ baseURL: product.baseUrl, viewport: { width: 1366, height: 768 } });
    await joiner.addInitScript(joinProbe);
    await signIn(joiner, product.baseUrl, product.demo.schools[1].teachers[0]);
    return new ProductTarget(product, joiner);
  }

  async openSender(browser: Browser): Promise<void> {
    this.#sender = await browser.newPage({ baseURL: this.#product.baseUrl, viewport: { width: 1366, height: 768 } });
    await signIn(this.#sender, this.#product.baseUrl, this.#school(0).teachers[0]);
    await this.#openLobby(this.#sender);
    await this.#sender.getByRole('button', { name: 'Join lesson' }).click();
    await this.#sender.waitForFunction(() => performance.getEntriesByName('lesson:joined').length > 0);
  }

  openLobby(): Promise<void> {
    return this.#openLobby(this.#joiner);
  }

  async join(): Promise<JoinRecord> {
    await this.#joiner.getByRole('button', { name: 'Join lesson' }).click();
    const record = await readJoinRecord(this.#joiner);
    this.byMarks.push(await this.#joiner.evaluate(measureMarks));
    await this.#tileAtSender().locator('video').waitFor();
    return record;
  }

  async leave(): Promise<void> {
    await this.#joiner.getByRole('button', { name: 'Leave lesson' }).click();
    await this.#tileAtSender().waitFor({ state: 'detached' });
  }

  /** The sending teacher lets in who stands at the door, until everyone is. */
  async letIn(everyone: Promise<unknown>): Promise<void> {
    const button = this.#sender?.getByRole('button', { name: 'Let in' }).first();
    if (button === undefined) throw new Error('No sender');
    const done = everyone.then(() => true);
    for (;;) {
      const next = button.click({ timeout: 5_000 }).then(
        () => false,
        () => false, // let in by the click before: the list is drawn anew a moment later
      );
      if (await Promise.race([done, next])) return;
    }
  }

  #tileAtSender() {
    if (this.#sender === undefined) throw new Error('No sender');
    return this.#sender.getByRole('group', { name: new RegExp(`^${this.#school(1).name}, desk`) }).first();
  }

  #school(place: 0 | 1): DemoSchool {
    return this.#product.demo.schools[place];
  }

  /** Ready means what it means to a person: the button can be pressed, the own picture is there, the checks are done. */
  async #openLobby(page: Page): Promise<void> {
    await page.goto(`/lesson/${this.#product.demo.lessonId}`);
    await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    await page
      .getByText(/ down, .+ up|We could not measure it/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Join lesson', disabled: false }).waitFor();
  }
}

function measureMarks(): number {
  const last = (name: string) => performance.getEntriesByName(name).at(-1)?.startTime ?? NaN;
  return last('lesson:first-frame') - last('lesson:join-clicked');
}
