import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';
import { mediaFiles, type SeatMedia } from '../media/seatMedia.ts';

const debianChromium = '/usr/bin/chromium';

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
}

/** How Chromium is started: Debian's where it is installed, else Playwright's own. */
export function launchOptions({ media, cameras = 1, tcpOnly = false }: BrowserOptions = {}): LaunchOptions {
  const executablePath = process.env['CHROMIUM_BIN'] || (existsSync(debianChromium) ? debianChromium : undefined);
  const files = media && mediaFiles(media);
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
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
