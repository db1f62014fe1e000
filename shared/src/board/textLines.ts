/** How wide a text is in page units when written in a size. A browser measures; a test counts. */
export type Measure = (text: string, size: number) => number;

export const LINE_HEIGHT = 1.25;

/** Breaks a text into lines that fit a width; a word that is longer than a line is broken where it must. */
export function textLines(text: string, size: number, width: number, measure: Measure): string[] {
  return text.split('\n').flatMap((paragraph) => paragraphLines(paragraph, size, width, measure));
}

function paragraphLines(paragraph: string, size: number, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/(?<=\s)/)) {
    if (line !== '' && measure((line + word).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
    while (measure(line.trimEnd(), size) > width && line.length > 1) {
      const fits = longestFit(line, size, width, measure);
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
  }
  return [...lines, line.trimEnd()];
}

function longestFit(line: string, size: number, width: number, measure: Measure): number {
  let fits = 1;
  while (fits < line.length && measure(line.slice(0, fits + 1), size) <= width) fits++;
  return fits;
}
