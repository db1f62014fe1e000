/**
 * Who may import whom. Paths are relative to the repository; a layer is the first entry whose `files` match.
 *
 * `may` lists what a file may import of the repository, `packages` what of npm (absent: anything the workspace's
 * package.json has), `node: false` forbids Node's own modules.
 */
const REACT = /^(react|react-dom|react-aria(-components)?|react-i18next|@react-\w+|@tanstack\/react-[\w-]+)(\/|$)/;

/** @typedef {{name: string, files: RegExp, may: RegExp[], packages?: RegExp[], notPackages?: RegExp[], node?: false}} Layer */

const shared = /^shared\/src\//;
const serverCommon = /^server\/src\/(config|log)\.ts$/;
const serverBottom = /^server\/src\/(db|storage|bus|media)\//;
const service = /^server\/src\/(?!http\/|signalling\/|boards\/)[\w-]+\/(?![\w-]+\.(routes|repository)\.ts$)/;
const clientBottom = /^client\/src\/(lib|locales)\//;

/** @type {Layer[]} */
export const layers = [
  {
    name: 'shared/board',
    files: /^shared\/src\/board\//,
    may: [shared],
    packages: [/^zod(\/|$)/, /^yjs$/, /^(y-protocols|lib0)(\/|$)/],
    node: false,
  },
  { name: 'shared', files: shared, may: [shared], packages: [/^zod(\/|$)/], node: false },

  { name: 'sfu', files: /^sfu\/src\//, may: [shared, /^sfu\/src\//] },

  // The only places that see everything of the server.
  { name: 'server wiring', files: /^server\/src\/[\w-]+\.ts$/, may: [shared, /^server\/src\//] },
  {
    name: 'server doors',
    files: /^server\/src\/((http|signalling)\/|[\w-]+\/[\w-]+\.routes\.ts$)/,
    may: [shared, serverCommon, service, serverBottom, /^server\/src\/(http|signalling)\//],
  },
  {
    name: 'server boards door',
    files: /^server\/src\/boards\//,
    may: [shared, serverCommon, service, serverBottom, /^server\/src\/boards\//],
  },
  {
    name: 'server bottom',
    files: serverBottom,
    may: [shared, serverCommon, serverBottom],
  },
  {
    name: 'server repositories',
    files: /^server\/src\/[\w-]+\/[\w-]+\.repository\.ts$/,
    may: [shared, serverCommon, serverBottom],
  },
  { name: 'server services and live', files: service, may: [shared, serverCommon, service, serverBottom] },

  { name: 'client app', files: /^client\/src\/(app\/|[\w-]+\.tsx?$)/, may: [shared, /^client\/src\//] },
  {
    name: 'client features',
    files: /^client\/src\/features\//,
    may: [shared, clientBottom, /^client\/src\/(live|board|capsule|components)\//],
  },
  {
    name: 'client live and board',
    files: /^client\/src\/(live|board)\//,
    may: [shared, clientBottom, /^client\/src\/(live|board)\//],
    notPackages: [REACT],
  },
  {
    // Draws what the board's canvas draws, and knows no lesson that runs.
    name: 'client capsule',
    files: /^client\/src\/capsule\//,
    may: [shared, clientBottom, /^client\/src\/(capsule|board\/(canvas|scene))\//, /^client\/src\/live\/Store\.ts$/],
    notPackages: [REACT],
  },
  {
    name: 'client components',
    files: /^client\/src\/components\//,
    may: [shared, clientBottom, /^client\/src\/components\//],
  },
  { name: 'client lib', files: clientBottom, may: [shared, clientBottom] },
];

/**
 * Says why `from` may not import `to`, or undefined when it may.
 *
 * @param {string} from repository-relative path of the importing file
 * @param {{kind: 'file' | 'package' | 'node', name: string}} to a repository-relative path without its workspace's
 *   alias, a package name, or a Node module
 * @returns {string | undefined}
 */
export function whyNot(from, to) {
  if (/\.test\.tsx?$/.test(from)) return undefined;
  const layer = layers.find(({ files }) => files.test(from));
  if (!layer) return undefined;
  if (to.kind === 'node') return layer.node === false ? `${layer.name} is pure: no Node` : undefined;
  if (to.kind === 'package') {
    const fits = (/** @type {RegExp} */ pattern) => pattern.test(to.name);
    if (layer.packages && !layer.packages.some(fits)) return `${layer.name} may not import ${to.name}`;
    return layer.notPackages?.some(fits) ? `${layer.name} never imports ${to.name}` : undefined;
  }
  if (neighbours(from, to.name)) return undefined;
  return layer.may.some((pattern) => pattern.test(to.name)) ? undefined : `${layer.name} may not import ${to.name}`;
}

/** A feature may import itself; a domain's service its own repository; that one the domain's plain files. */
function neighbours(from, to) {
  const feature = /^client\/src\/features\/[\w-]+\//.exec(from)?.[0];
  if (feature) return to.startsWith(feature);
  const domain = /^server\/src\/[\w-]+\//.exec(from)?.[0];
  if (domain === undefined || !to.startsWith(domain)) return false;
  if (from.endsWith('.repository.ts')) return !/\.(routes|service|repository)\.ts$/.test(to);
  return service.test(from) && to.endsWith('.repository.ts');
}
