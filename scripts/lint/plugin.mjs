/** The project's own lint rules, loaded by oxlint. */
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { whyNot } from './layers.mjs';
import { wordsInLocales } from './wordsInLocales.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Names what an import specifier of `file` (repository-relative) leads to. */
export function target(file, specifier) {
  if (specifier.startsWith('.')) {
    return { kind: 'file', name: path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)) };
  }
  if (isBuiltin(specifier)) return { kind: 'node', name: specifier };
  const own = /^@pluriclasse\/(\w+)\/(.*)$/.exec(specifier);
  if (own) return { kind: 'file', name: `${own[1]}/src/${own[2]}.ts` };
  return { kind: 'package', name: specifier };
}

const layers = {
  meta: { type: 'problem', docs: { description: 'Who may import whom (scripts/lint/layers.mjs)' } },
  create(context) {
    const file = path.relative(root, context.filename).split(path.sep).join('/');
    const check = (node) => {
      if (typeof node.source?.value !== 'string') return;
      const why = whyNot(file, target(file, node.source.value));
      if (why) context.report({ node: node.source, message: why });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default { meta: { name: 'pluriclasse' }, rules: { layers, 'words-in-locales': wordsInLocales } };
