import type { Page } from '@playwright/test';

/** Texts that stand letter below letter, because something beside them takes their room: fewer than four letters a line. */
export function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const broken: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const text = node.textContent?.trim() ?? '';
      const range = document.createRange();
      range.selectNodeContents(node);
      // What is for screen readers alone has no room on purpose.
      if ((node.parentElement?.clientWidth ?? 0) === 1) continue;
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      if (lines > 3 && text.length / lines < 4) broken.push(text);
    }
    return broken;
  });
}
