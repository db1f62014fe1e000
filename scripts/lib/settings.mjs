/** What `npm start` can be told, by arguments and by the environment (docs/configuration.md). */
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';
import { Sentence } from './sentence.mjs';

export const HELP = `Pluriclasse joins classrooms of different schools into one lesson.

  npm start                 install, build and run everything, with a demo network
  npm start -- --empty      the same without demo data; prints a one-time link for the first administrator
  npm start -- --help       this text

Environment (docs/configuration.md has the rest):
  PORT           where browsers connect                          3000
  HOST           address to listen on; 0.0.0.0 for the network   127.0.0.1
  PUBLIC_URL     the address browsers use                        http://localhost:PORT
  DATA_DIR       database, files and logs                        ./data
  MEDIA_PORT     sound and picture, UDP and TCP                  40000
  MEDIA_ADDRESS  address that browsers send them to              this machine's
  DATABASE_URL   a PostgreSQL of your own (15 or newer)          an embedded one
`;

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export function readArguments(args, env = process.env) {
  const known = ['--empty', '--help', '-h'];
  const unknown = args.find((argument) => !known.includes(argument));
  if (unknown) throw new Sentence(`There is no option ${unknown}: npm start -- --help lists them.`);
  const port = readPort(env, 'PORT', 3000);
  const dataDir = path.resolve(root, env.DATA_DIR || 'data');
  const host = env.HOST || '127.0.0.1';
  return {
    help: args.includes('--help') || args.includes('-h'),
    demo: !args.includes('--empty'),
    host,
    port,
    publicUrl: env.PUBLIC_URL || `http://localhost:${port}`,
    dataDir,
    recordingsDir: path.resolve(root, env.RECORDINGS_DIR || path.join(dataDir, 'recordings')),
    mediaPort: readPort(env, 'MEDIA_PORT', 40_000),
    mediaAddress: env.MEDIA_ADDRESS || defaultMediaAddress(host),
    databaseUrl: env.DATABASE_URL || undefined,
  };
}

/** Who lets other computers in means media too: then this machine's address on its network stands for loopback. */
function defaultMediaAddress(host) {
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return '127.0.0.1';
  const addresses = Object.values(networkInterfaces()).flat();
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

function readPort(env, name, otherwise) {
  if (!env[name]) return otherwise;
  const port = Number(env[name]);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Sentence(`${name} is ${env[name]}, but a port is a number from 1 to 65535.`);
}
