import { plainLine, textLine, writeLine, type ContentLine } from './contentLine.ts';

/** A part of a calendar (RFC 5545 §3.6): the calendar itself, an event, times that are taken. */
export interface Component {
  readonly name: 'VCALENDAR' | 'VEVENT' | 'VFREEBUSY';
  readonly lines: readonly ContentLine[];
  readonly parts?: readonly Component[];
}

/** Who wrote it (RFC 5545 §3.7.3). */
const PRODID = '-//Pluriclasse//Lessons 1//EN';

/** The frame of a file: what every calendar begins with, and `lines` of its own. */
export const calendar = (lines: readonly ContentLine[], parts: readonly Component[]): Component => ({
  name: 'VCALENDAR',
  lines: [plainLine('VERSION', '2.0'), textLine('PRODID', PRODID), plainLine('CALSCALE', 'GREGORIAN'), ...lines],
  parts,
});

/** A component as it stands in a file, lines ended by CRLF. */
export function writeComponent({ name, lines, parts = [] }: Component): string {
  const inside = [...lines.map(writeLine), ...parts.map(writeComponent)].join('');
  return `BEGIN:${name}\r\n${inside}END:${name}\r\n`;
}
