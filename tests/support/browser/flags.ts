import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type LaunchOptions } from '@playwright/test';
import { mediaFiles, type SeatMedia } from '../media/seatMedia.ts';

const debianChromium = '/usr/bin/chromium';
const yielding = fileURLToPath(new URL('yielding.sh', import.meta.url));

const flags = [
  '--no-sandbox', // tests run as root in containers too
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--auto-select-desktop-capture-source=Entire screen',
];

export interface BrowserOptions {
  /** What its fake camera and microphone give; they belong to the whole browser. */
  readonly media?: SeatMedia;
  /** How many fake cameras it has; a file stands for one alone. */
  readonly cameras?: number;
  /** As behind a firewall that lets no UDP through. */
  readonly tcpOnly?: boolean;
  /** Gets the processor only as far as others leave it: for seats that are there, and on which nothing is measured. */
  readonly yields?: boolean;
}

/** How Chromium is started: Debian's where it is installed, else Playwright's own. */
export function launchOptions({
  media,
  cameras = 1,
  tcpOnly = false,
  yields = false,
}: BrowserOptions = {}): LaunchOptions {
  const executablePath = process.env['CHROMIUM_BIN'] || (existsSync(debianChromium) ? debianChromium : undefined);
  const files = media && mediaFiles(media);
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(yields ? yieldingly(executablePath ?? chromium.executablePath()) : {}),
    args: [
      ...flags,
      `--use-fake-device-for-media-stream=device-count=${cameras}`,
      ...(tcpOnly ? ['--webrtc-ip-handling-policy=disable_non_proxied_udp'] : []),
      ...(files === undefined
        ? []
        : [`--use-file-for-fake-video-capture=${files.video}`, `--use-file-for-fake-audio-capture=${files.audio}`]),
    ],
  };
}

/** Playwright starts one program, without a priority: a script passes it on. */
const yieldingly = (program: string): LaunchOptions => ({
  executablePath: yielding,
  env: { ...process.env, YIELDING_PROGRAM: program },
});
