/** What a person sees when everything runs. */
import path from 'node:path';

/**
 * @typedef {{name: string, roles: string[], school: string | null, email: string, password: string}} SignIn
 * @typedef {{school: string, purpose: string, at: string, link: string}} Device
 * @typedef {{demo?: {signIns: SignIn[], devices: Device[]}, firstAdminLink?: string, storeTrouble?: string}} Ready what
 *   the server says of itself
 *
 * @param {Pick<import('./processes.mjs').Settings, 'publicUrl' | 'dataDir' | 'host'>} settings
 * @param {Ready} ready
 * @param {number} seconds since the start
 */
export function banner({ publicUrl, dataDir, host }, { demo, firstAdminLink, storeTrouble }, seconds) {
  const paragraphs = [[`Pluriclasse runs at ${publicUrl}   (ready in ${seconds.toFixed(1)} s)`]];
  if (host === '127.0.0.1') paragraphs[0].push('Only this computer can reach it; HOST=0.0.0.0 lets others in.');
  if (demo) paragraphs.push(...demoParagraphs(demo, dataDir));
  if (firstAdminLink)
    paragraphs.push(['The first administrator begins here; the link works once:', `  ${firstAdminLink}`]);
  if (storeTrouble) paragraphs.push([storeTrouble, 'Until then recordings stay on the computers that make them.']);
  paragraphs.push([`Data and logs are in ${dataDir}. Ctrl-C stops everything.`]);
  return `\n${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}`;
}

function demoParagraphs({ signIns, devices }, dataDir) {
  const people = signIns.map(({ name, roles, school, email, password }) => {
    return [name, roles.join(', '), school ?? 'all schools', email, password];
  });
  // One of each is enough to begin with.
  const first = devices.filter(
    (device, index) =>
      index === devices.findIndex(({ school, purpose }) => school === device.school && purpose === device.purpose),
  );
  const links = first.map(({ school, purpose, at, link }) => [purpose, school, at, link]);
  return [
    ['A lesson of two classrooms on this computer: open a kit of two schools, a link a window.', ...columns(links)],
    ['To lead it, sign in as a teacher of the demo network:', ...columns(people)],
    [`All of this, and more devices, is in ${path.join(dataDir, 'demo.json')}.`],
  ];
}

/** @param {string[][]} rows */
function columns(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
}
