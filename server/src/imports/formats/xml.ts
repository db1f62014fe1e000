import { AppError } from '@pluriclasse/shared/errors';
import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly parent: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** Counted from 1. */
  readonly line: number;
}

const MOST_ELEMENTS = 200_000;
const DEEPEST = 30;

/**
 * Calls for each element of an XML text as it begins. Nothing but elements and attributes is read: a DOCTYPE, by which
 * entities are made (those that grow, those that fetch files), refuses the text.
 * @throws AppError `bad_request` for what is no XML, or more than a school has
 */
export function readXml(text: string, take: (element: XmlElement) => void): void {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: string[] = [];
  let count = 0;
  const refuse = (message: string, reason: string) => new AppError('bad_request', message, { reason });
  parser.on('error', (error) => {
    throw new AppError('bad_request', 'Broken XML', { reason: 'file_broken_xml', cause: error });
  });
  parser.on('doctype', () => {
    throw refuse('XML with a DOCTYPE', 'file_doctype');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++count > MOST_ELEMENTS || open.length > DEEPEST) throw refuse('Too much XML', 'file_too_large');
    take({ name, parent: open.at(-1), attributes, line: parser.line });
    open.push(name);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  // Entities are declared within the DOCTYPE: it is looked for before the parser, which tells it only once it is whole.
  if (/<!DOCTYPE/i.test(text.slice(0, 100_000))) throw refuse('XML with a DOCTYPE', 'file_doctype');
  parser.write(text).close();
}
