import { readdirSync, readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { offlineShell } from './offlineShell/offlineShell.ts';

/** Where `vite dev` finds the server; a build knows nothing of it. */
const server = process.env['SERVER_URL'] ?? 'http://127.0.0.1:3000';

/**
 * What of mediasoup-client plays no part here and stays out of the bundle: handlers for browsers older than we promise
 * and for React Native, its test double, and `debug`, whose lines a release never prints.
 */
const unused: readonly (readonly [RegExp, string])[] = [
  [/\/handlers\/Chrome74$/, 'export const Chrome74 = undefined;'],
  [/\/handlers\/ReactNative106$/, 'export const ReactNative106 = undefined;'],
  [/\/handlers\/FakeHandler$/, 'export const FakeHandler = undefined;'],
  [/\/test\/fakeParameters$/, 'export {};'],
  // Device asks for all of them; live/media/device.ts hands it the one that this browser needs.
  [
    /^\.\/handlers\/(Chrome111|Firefox120|Safari12)$/,
    'export const Chrome111 = undefined, Firefox120 = undefined, Safari12 = undefined;',
  ],
  // Compares profiles of H.264; the nodes speak VP8.
  [/^h264-profile-level-id$/, 'export {};'],
  [/^debug$/, 'export default () => Object.assign(() => undefined, { enabled: false });'],
];
const unusedMediasoup: Plugin = {
  name: 'unused-mediasoup',
  apply: 'build',
  enforce: 'pre',
  resolveId(name) {
    const at = unused.findIndex(([pattern]) => pattern.test(name));
    return at < 0 ? undefined : `\0unused:${at}`;
  },
  load: (id) => (id.startsWith('\0unused:') ? unused[Number(id.slice(8))]?.[1] : undefined),
};

/** Plain names of the icons that the sources in these folders import: without hyphens, as `undo2`. */
function iconsIn(...folders: string[]): Set<string> {
  const icons = new Set<string>();
  for (const folder of folders) {
    for (const file of readdirSync(`${import.meta.dirname}/src/${folder}`, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file)) continue;
      const source = readFileSync(`${import.meta.dirname}/src/${folder}/${file}`, 'utf8');
      const names = /import \{([^}]*)\} from 'lucide-react'/.exec(source)?.[1] ?? '';
      for (const name of names.split(','))
        icons.add(
          name
            .replace(/ as .*/, '')
            .trim()
            .toLowerCase(),
        );
    }
  }
  return icons;
}
const outside = iconsIn(
  'app/lesson',
  'components',
  'features/board',
  'features/catch-up/home',
  'features/catch-up/sheet',
  'features/home-signin',
  'features/lesson',
  'features/own-pages',
  'features/pairing',
  'features/pupil-signin',
  'features/signin',
  'features/waiting',
  'live',
);
/** What a lesson itself shows, and what pages of any kind do. */
const inLesson = iconsIn('components', 'features/lesson', 'live');
const iconOf = (id: string): string | undefined =>
  /lucide-react\/dist\/esm\/icons\/([\w-]+)\./.exec(id)?.[1]?.replaceAll('-', '');
const isOfficeIcon = (id: string): boolean => {
  const icon = iconOf(id);
  return icon !== undefined && !outside.has(icon);
};
const isOutsideIcon = (id: string): boolean => {
  const icon = iconOf(id);
  return icon !== undefined && outside.has(icon) && !inLesson.has(icon);
};

/**
 * What pages share, in a few files: a request for each icon and component costs more than the bytes that a page then
 * loads unused, and one file packs better than forty. `base` is what the pages before signing in need and all others
 * build upon; whatever a group takes brings along what it imports, unless a group of higher priority has it.
 */
const groups = [
  {
    name: 'base',
    priority: 9,
    test: /client\/src\/(?:app\/(?!office|lesson)|lib\/(?!query|staff|zonedInstant|timeZones|toasts|newId|ownDevice|useLeaveGuard|groupBy)|components\/(?:Button|ButtonLink|DottedRoute|EmptyState|ErrorLine|ErrorState|Field|Hidden|Icon|Logo|Progress|Scenery|SiteMark|TextField|cx|siteSign)\b)/,
  },
  // Else the lesson would load what only the office shows.
  { name: 'office-icons', priority: 9, minShareCount: 2, test: isOfficeIcon },
  { name: 'outside-icons', priority: 9, minShareCount: 2, test: isOutsideIcon },
  { name: 'icons', priority: 8, minShareCount: 2, test: /lucide-react\/dist\/esm\/icons/ },
  {
    name: 'nouns',
    priority: 8,
    test: /shared\/src\/(?:domain\/(?:plan|roles|lessonTime)|ids|text|time|errors|api\/(?:http|lessons|sessions))\.ts|client\/src\/live\/Store\.ts/,
  },
  {
    name: 'parts',
    priority: 7,
    minShareCount: 2,
    test: /client\/src\/components\/(?!ApprovalSteps|BoardPictureView|CheckList|CopyField|DataTable|FileButton|FormDialog|LeaveDialog|Menu|PageHead|ReadState|Rows|SchoolFields|TextArea|Ticks|lessonNames|useAnswerWords|useSeen|useZoneLabel)/,
  },
  {
    name: 'tables',
    priority: 6,
    minShareCount: 2,
    test: /client\/src\/(?:components\/(?!BoardPictureView|useSeen)|lib\/timeZones)/,
  },
  {
    name: 'lesson',
    priority: 1,
    minShareCount: 2,
    test: /client\/src\/(?:live\/(?!check|catchUp|offline|ownPages)|features\/lesson\/(?!desk|kit|tablet|home|lobby|parts\/(?:ComingIn|HandButton|MyTurn|Pupil)))|socket\.io|engine\.io|shared\/src\/signalling/,
  },
  // What a pupil takes along and works on, with or without a network.
  {
    name: 'kept',
    priority: 0,
    minShareCount: 2,
    test: /client\/src\/(?:live\/(?:catchUp|offline)|components\/(?:BoardPictureView|useSeen))/,
  },
  // What pupils see and no desk ever shows.
  {
    name: 'pupil',
    priority: 0,
    minShareCount: 2,
    test: /client\/src\/features\/lesson\/parts\/(?:ComingIn|HandButton|MyTurn|Pupil)/,
  },
];

// Tests that build the pages run with NODE_ENV=test, with which React would ship its development half.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production';

export default defineConfig({
  plugins: [react(), unusedMediasoup, offlineShell()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: {
    proxy: {
      // Objects, since a bare address would change the host that is asked for: the server would see a foreign page.
      '/api': { target: server },
      // Calendars by their secret addresses; `/calendar` itself is a page.
      '^/calendar/': { target: server },
      '/media': { target: server },
      '/demo': { target: server },
      '/healthz': { target: server },
      '/signal': { target: server, ws: true },
      '/boards': { target: server, ws: true },
    },
  },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    manifest: true,
    // The oldest browsers that schools are promised: see README, "What it runs on".
    target: ['chrome109', 'firefox115', 'safari16.4'],
    // The content security policy knows no data: fonts, and sprites are referenced by fragment.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 300,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});
