import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const DATABASE_URL = 'postgres://u:p@localhost/db';
const read = (env: Record<string, string> = {}) => readConfig({ DATABASE_URL, ...env });

describe('the configuration', () => {
  it('needs a database and nothing else', () => {
    expect(read()).toMatchObject({ host: '127.0.0.1', port: 3000, demo: false, trustProxy: false, logLevel: 'info' });
    expect(read()).toMatchObject({ publicUrl: undefined, turn: undefined, sfu: { nodes: [], secret: '' } });
    expect(() => readConfig({})).toThrow('Set DATABASE_URL');
  });

  it('counts an empty variable as not set, as shells and compose files leave them', () => {
    expect(read({ PORT: '', PUBLIC_URL: '', TURN_URLS: '', DEMO: '', LOG_LEVEL: '' })).toEqual(read());
  });

  it.each([
    [{ PORT: '80a' }, 'PORT is 80a'],
    [{ PORT: '70000' }, 'PORT is 70000'],
    [{ PUBLIC_URL: 'school.example' }, 'PUBLIC_URL is school.example'],
    [{ PUBLIC_URL: 'ftp://school.example' }, 'PUBLIC_URL is ftp://'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is loud'],
    [{ TURN_URLS: 'turn:a, http://b' }, 'TURN_URLS has http://b'],
    [{ SMTP_URL: 'mail.example.org:587' }, 'SMTP_URL must be an address'],
    [{ SMTP_URL: 'smtp://mail.example.org' }, 'Set MAIL_FROM'],
    [{ SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'us' }, 'Set MAIL_FROM'],
    [{ SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'Us <us@school.example>' }, 'Set PUBLIC_URL when'],
    [{ MAIL_IN: 'imap' }, 'MAIL_IN is imap, but it can only be pipe'],
    [{ MAIL_IN_PORT: 'smtp' }, 'MAIL_IN_PORT is smtp, but a port'],
    [{ FFMPEG: '/nowhere/ffmpeg' }, 'FFMPEG is /nowhere/ffmpeg, but there is no such program'],
    [{ SFU_SECRET_FILE: '/nowhere/secret' }, 'SFU_SECRET_FILE names /nowhere/secret'],
  ])('says in a sentence what is wrong: %o', (env, words) => {
    expect(() => read(env)).toThrow(words);
  });

  it('takes a mail server, with whom mails are from', () => {
    const mail = { SMTP_URL: 'smtps://us:p%40ss@mail.example.org', MAIL_FROM: 'Us <us@school.example>' };
    expect(read({ ...mail, PUBLIC_URL: 'https://school.example' }).mail).toEqual({
      url: mail.SMTP_URL,
      from: mail.MAIL_FROM,
    });
    expect(read().mail).toBeUndefined();
  });

  it('takes answers by SMTP, for this computer alone unless told otherwise, or by a pipe', () => {
    expect(read().mailIn).toBeUndefined();
    expect(read({ MAIL_IN: 'pipe' }).mailIn).toBe('pipe');
    expect(read({ MAIL_IN_PORT: '2525' }).mailIn).toEqual({ host: '127.0.0.1', port: 2525 });
    expect(read({ MAIL_IN_PORT: '2525', MAIL_IN_HOST: '0.0.0.0' }).mailIn).toEqual({ host: '0.0.0.0', port: 2525 });
  });

  it('finds ffmpeg where programs are, unless it is named, or not wanted', () => {
    const [folder, name] = [path.dirname(process.execPath), path.basename(process.execPath)];
    expect(read().ffmpeg).toBeUndefined();
    expect(read({ PATH: '/nowhere' }).ffmpeg).toBeUndefined();
    expect(read({ PATH: `/nowhere:${folder}`, FFMPEG: name }).ffmpeg).toBe(process.execPath);
    expect(read({ FFMPEG: process.execPath }).ffmpeg).toBe(process.execPath);
    expect(read({ PATH: folder, FFMPEG: 'none' }).ffmpeg).toBeUndefined();
  });

  it('takes secrets from files, without the line end that editors add', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'pluriclasse-config-'));
    const file = path.join(folder, 'secret');
    writeFileSync(file, 'very secret\n');
    expect(read({ SFU_SECRET_FILE: file, SFU_URL: 'ws://sfu:4000' }).sfu).toEqual({
      nodes: ['ws://sfu:4000'],
      secret: 'very secret',
    });
    rmSync(folder, { recursive: true });
  });

  it('knows several nodes and TURN servers', () => {
    const config = read({ SFU_NODES: 'ws://a, ws://b,', TURN_URLS: 'turn:t:3478,turns:t:5349', TURN_SECRET: 's' });
    expect(config.sfu.nodes).toEqual(['ws://a', 'ws://b']);
    expect(config.turn).toMatchObject({ urls: ['turn:t:3478', 'turns:t:5349'], secret: 's' });
  });

  it('shortens the public address to its origin', () => {
    expect(read({ PUBLIC_URL: 'https://school.example/' }).publicUrl).toBe('https://school.example');
  });

  it('never loads the demo into an installation that is to begin empty', () => {
    expect([read({ DEMO: '1' }).demo, read({ DEMO: '1', EMPTY: '1' }).demo]).toEqual([true, false]);
  });
});
