import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { processTree } from './cpu.ts';
import { ensureJanus, startJanus } from './janus.ts';
import type { Subject } from './Subject.ts';

export type SubjectName = 'ours' | 'bare' | 'janus';

export function startSubject(name: SubjectName): Promise<Subject> {
  if (name === 'janus') return startJanus();
  return startControl(name === 'ours' ? 'serverProcess.ts' : 'bareProcess.ts');
}

/** Whether it can be measured on this machine; Janus is installed for it where that is possible. */
export function isThere(name: SubjectName): Promise<boolean> {
  return name === 'janus' ? ensureJanus() : Promise.resolve(true);
}

async function startControl(file: string): Promise<Subject> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
  });
  const [{ port }] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended`))),
  ])) as [{ port: number }]; // the one message that it sends
  return {
    dialect: 'control',
    url: `http://127.0.0.1:${port}`,
    pids: () => processTree(child.pid ?? 0),
    stop: async () => {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
