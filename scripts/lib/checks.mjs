/** What can be known in a moment to be in the way of a start. */
import { createSocket } from 'node:dgram';
import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lastLauncher } from './dataLock.mjs';
import { root } from './paths.mjs';
import { Sentence } from './sentence.mjs';

/**
 * How long a launcher that was killed may still occupy its ports: its processes notice, and stop by themselves; a server
 * takes up to five seconds for that, and a busy machine some more.
 */
const AFTERMATH_MS = 10_000;

/** @param {ReturnType<import('./settings.mjs').readArguments>} settings */
export async function checkMachine({ dataDir, host, port, mediaPort }) {
  checkWritable(root, `The checkout ${root} can't be written to: move it to a folder of your own.`);
  checkWritable(dataDir, `The data folder ${dataDir} can't be written to: name another one in DATA_DIR.`);
  const last = lastLauncher(dataDir);
  if (last?.alive) {
    const where = `${dataDir} (${last.url}, process ${last.pid})`;
    throw new Sentence(`Pluriclasse already runs on ${where}: stop it first, or name another folder in DATA_DIR.`);
  }
  const patience = last ? AFTERMATH_MS : 0;
  await checkFree(
    () => listens(port, host),
    patience,
    () => takenSentence('PORT', port, 'Port'),
  );
  const free = async () => (await listens(mediaPort, '0.0.0.0')) && (await binds(mediaPort));
  await checkFree(free, patience, () => takenSentence('MEDIA_PORT', mediaPort, 'Media port'));
}

const takenSentence = (name, port, what) =>
  `${what} ${port} is taken by another program: stop that one, or choose another, as in ${name}=${port + 1} npm start.`;

function checkWritable(dir, sentence) {
  try {
    fs.mkdirSync(dir, { recursive: true });
    const probe = path.join(dir, `.writable-${process.pid}`);
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
  } catch {
    throw new Sentence(sentence);
  }
}

async function checkFree(isFree, patience, sentence) {
  for (const end = Date.now() + patience; !(await isFree()); await delay(100)) {
    if (Date.now() >= end) throw new Sentence(sentence());
  }
}

/** Whether a TCP port can be listened on; an address that isn't this machine's is told as such. */
function listens(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => answer(error, port, host, resolve, reject));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function binds(port) {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', (error) => answer(error, port, '0.0.0.0', resolve, reject));
    socket.bind({ port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}

function answer({ code, message }, port, host, resolve, reject) {
  if (code === 'EADDRINUSE') resolve(false);
  else if (code === 'EACCES') reject(new Sentence(`Port ${port} is reserved for the system: choose one above 1023.`));
  else if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    reject(new Sentence(`${host} is no address of this machine: name one in HOST.`));
  } else reject(new Sentence(`Port ${port} can't be opened (${message}): choose another one.`));
}
