import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../scripts/lib/freePort.mjs';

const root = path.resolve(import.meta.dirname, '../..');

let dataDir: string;
let running: Launcher[] = [];
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'launcher-'));
});
afterEach(async () => {
  await Promise.all(running.map((launcher) => launcher.end()));
  running = [];
  fs.rmSync(dataDir, { recursive: true, force: true });
});

/** A started launcher, and everything below it that was seen. */
class Launcher {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = '';
  #heard: () => void = () => {};

  constructor(env: Record<string, string>, args: string[] = []) {
    this.child = spawn(process.execPath, [path.join(root, 'scripts/start.mjs'), ...args], {
      env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.ended = once(this.child, 'close').then(([code]) => code as number | null); // Node's own pair of code and signal
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
        this.#heard();
      });
    }
    running.push(this);
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The launcher was not started');
    return this.child.pid;
  }

  async says(words: string): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.#heard = () => this.output.includes(words) && resolve();
      this.#heard();
    });
    const ended = this.ended.then((code) => {
      throw new Error(`It ended with ${code}: ${this.output}`);
    });
    ended.catch(() => {});
    await Promise.race([heard, ended]);
  }

  /** Ids of it and of all processes below it. */
  family(): number[] {
    return [this.pid, ...descendants(this.pid)];
  }

  async end(): Promise<void> {
    const family = this.family();
    this.child.kill('SIGKILL');
    await this.ended;
    await Promise.all(family.map((pid) => gone(pid)));
  }
}

function descendants(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  const children = orNone(() => fs.readdirSync(tasks), [])
    .flatMap((task) => orNone(() => fs.readFileSync(path.join(tasks, task, 'children'), 'utf8'), '').split(' '))
    .filter((text) => text !== '')
    .map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** What is read of a process; of one that ends meanwhile there is none. */
function orNone<T>(read: () => T, none: T): T {
  try {
    return read();
  } catch {
    return none;
  }
}

function isAlive(pid: number): boolean {
  try {
    // A process that ended and that nobody has asked about yet is a zombie, and gone.
    return !/^\d+ \(.*\) Z/s.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  await expect.poll(() => isAlive(pid), { timeout: 30_000, interval: 20, message: `process ${pid}` }).toBe(false);
}

async function freePorts(): Promise<{ PORT: string; MEDIA_PORT: string }> {
  const [port, mediaPort] = [await freePort('0.0.0.0'), await freePort('0.0.0.0')];
  return { PORT: String(port), MEDIA_PORT: String(mediaPort) };
}

describe('npm start', { timeout: 180_000 }, () => {
  test('says where it runs, serves there, and stops everything at Ctrl-C within 5 s', async () => {
    const ports = await freePorts();
    const launcher = new Launcher(ports);
    await launcher.says('Ctrl-C stops everything');
    expect(launcher.output).toContain(`http://localhost:${ports.PORT}`);
    expect(fs.existsSync(path.join(dataDir, 'demo.json'))).toBe(true);
    // It answers at once; ready it is when its node has answered, too.
    const ready = async () => (await fetch(`http://127.0.0.1:${ports.PORT}/readyz`)).status;
    await expect.poll(ready, { timeout: 20_000 }).toBe(200);
    const family = launcher.family();
    // Launcher, sfu with a worker, server, and PostgreSQL with its guard.
    expect(family.length).toBeGreaterThan(6);
    const asked = Date.now();
    launcher.child.kill('SIGINT');
    expect(await launcher.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5000);
    // The media's worker is told last, and nobody waits for it.
    await Promise.all(family.map(gone));
  });

  test('leaves no process behind when it is killed, and starts again at once', async () => {
    const ports = await freePorts();
    const launcher = new Launcher(ports);
    await launcher.says('Ctrl-C stops everything');
    const family = launcher.family();
    launcher.child.kill('SIGKILL');
    await launcher.ended;
    const second = new Launcher(ports);
    await second.says('Ctrl-C stops everything');
    await Promise.all(family.map(gone));
  });

  test('stops its PostgreSQL also when the guard was killed with the launcher', async () => {
    const ports = await freePorts();
    const launcher = new Launcher(ports);
    await launcher.says('Ctrl-C stops everything');
    const postmaster = Number(fs.readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    const guards = launcher.family().filter((pid) => pid !== postmaster && commandOf(pid).includes('postmaster='));
    expect(guards.length).toBeGreaterThan(0);
    for (const guard of guards) process.kill(guard, 'SIGKILL');
    launcher.child.kill('SIGKILL');
    await launcher.ended;
    const second = new Launcher(ports);
    await second.says('Ctrl-C stops everything');
    await gone(postmaster);
  });

  test('starts a server that was killed again', async () => {
    const ports = await freePorts();
    const launcher = new Launcher(ports);
    await launcher.says('Ctrl-C stops everything');
    const server = launcher.family().find((pid) => commandOf(pid).includes('server/dist/main.js'));
    if (server === undefined) throw new Error('There is no server');
    process.kill(server, 'SIGKILL');
    await launcher.says('starting it again');
    const answers = async () => (await fetch(`http://127.0.0.1:${ports.PORT}/readyz`).catch(() => undefined))?.status;
    await expect.poll(answers, { timeout: 20_000 }).toBe(200);
  });

  test('refuses a data folder in which another one runs', async () => {
    const launcher = new Launcher(await freePorts());
    await launcher.says('Ctrl-C stops everything');
    const second = new Launcher(await freePorts());
    expect(await second.ended).toBe(1);
    expect(second.output.trim()).toContain('Pluriclasse already runs on');
    expect(second.output).toContain('DATA_DIR');
  });

  test('begins without demo data and with a link for the first administrator when asked', async () => {
    const launcher = new Launcher(await freePorts(), ['--empty']);
    await launcher.says('Ctrl-C stops everything');
    expect(launcher.output).toMatch(
      /The first administrator begins here; the link works once:\n {2}http:\/\/localhost:/,
    );
    expect(fs.existsSync(path.join(dataDir, 'demo.json'))).toBe(false);
  });
});

function commandOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

describe('npm start, when something is in the way, says in a sentence what to do', () => {
  test('a taken port', async () => {
    const ports = await freePorts();
    const other = createServer().listen(Number(ports.PORT), '127.0.0.1');
    await once(other, 'listening');
    const launcher = new Launcher(ports);
    expect(await launcher.ended).toBe(1);
    other.close();
    expect(launcher.output.trim()).toBe(
      `Port ${ports.PORT} is taken by another program: stop that one, or choose another, as in PORT=${Number(ports.PORT) + 1} npm start.`,
    );
  });

  test('a taken media port', async () => {
    const ports = await freePorts();
    const other = createSocket('udp4').bind(Number(ports.MEDIA_PORT));
    await once(other, 'listening');
    const launcher = new Launcher(ports);
    expect(await launcher.ended).toBe(1);
    other.close();
    expect(launcher.output.trim()).toMatch(
      /^Media port \d+ is taken by another program: .*MEDIA_PORT=\d+ npm start\.$/,
    );
  });

  test('a folder that may not be written to', async () => {
    // A file where the folder should be refuses everybody, also root.
    const file = path.join(dataDir, 'file');
    fs.writeFileSync(file, '');
    const launcher = new Launcher({ ...(await freePorts()), DATA_DIR: path.join(file, 'data') });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output.trim()).toBe(
      `The data folder ${path.join(file, 'data')} can't be written to: name another one in DATA_DIR.`,
    );
  });

  test('a worker that does not run', async () => {
    const launcher = new Launcher({ ...(await freePorts()), MEDIASOUP_WORKER_BIN: path.join(dataDir, 'none') });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output.trim()).toMatch(/^MEDIASOUP_WORKER_BIN names .* which does not run here .*\.$/);
  });

  test('a worker whose library is missing', async () => {
    // A program of the system that asks for a library of another name, which no machine has.
    const program = fs.readFileSync('/bin/true').toString('latin1').replaceAll('libc.so.6', 'libq.so.9');
    const worker = path.join(dataDir, 'worker');
    fs.writeFileSync(worker, Buffer.from(program, 'latin1'), { mode: 0o755 });
    const launcher = new Launcher({ ...(await freePorts()), MEDIASOUP_WORKER_BIN: worker });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output.trim()).toBe(
      `MEDIASOUP_WORKER_BIN names ${worker}, which does not run here (missing libraries: libq.so.9): correct it or unset it.`,
    );
  });

  test('a port that is none, and an option that is none', async () => {
    const wrongPort = new Launcher({ PORT: 'http' });
    expect(await wrongPort.ended).toBe(1);
    expect(wrongPort.output.trim()).toBe('PORT is http, but a port is a number from 1 to 65535.');
    const wrongOption = new Launcher({}, ['--vide']);
    expect(await wrongOption.ended).toBe(1);
    expect(wrongOption.output.trim()).toBe('There is no option --vide: npm start -- --help lists them.');
  });
});
