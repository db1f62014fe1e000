/** The worker's libraries: Debian's, under the names by which its meson.build asks for what it would download. */

/**
 * meson.build links each target as a whole, so there must be one, if empty; and it sets options of the real projects,
 * so these must exist.
 */
const project = (name, text, options = []) => ({
  [`subprojects/${name}/meson.build`]: `project('${name}', ['c'])\nempty = static_library('empty', 'empty.c')\n${text}`,
  [`subprojects/${name}/empty.c`]: 'typedef int empty;\n',
  [`subprojects/${name}/meson_options.txt`]: options.map((option) => `option('${option}', type: 'string')\n`).join(''),
});

const system = (name, version = '') =>
  `dependency('${name}', allow_fallback: false${version && `, version: '${version}'`})`;

const abseil = ['btree', 'flat_hash_map', 'flat_hash_set', 'inlined_vector', 'memory'];

/** File name in the worker's folder → text. `include` is the folder that holds the headers that stand in. */
export const subprojects = (include) => ({
  ...project('libuv', `libuv_dep = ${system('libuv', '>= 1.40')}\nlibuv = empty\n`, [
    'build_tests',
    'build_benchmarks',
  ]),
  ...project('openssl', `openssl_dep = ${system('openssl', '>= 3.0')}\nlibcrypto_lib = empty\nlibssl_lib = empty\n`),
  ...project(
    'libsrtp3',
    `libsrtp3_dep = declare_dependency(
  compile_args: ['-I${include}'],
  dependencies: ${system('libsrtp2', '>= 2.4')},
)
libsrtp3 = empty
`,
    ['crypto-library', 'crypto-library-kdf', 'tests'],
  ),
  ...project('flatbuffers', `flatbuffers_dep = ${system('flatbuffers')}\nflatbuffers_lib = empty\n`),
  ...project(
    'abseil-cpp',
    `absl_types_dep = ${system('absl_optional')}
absl_strings_dep = ${system('absl_strings')}
absl_container_dep = declare_dependency(dependencies: [${abseil.map((part) => system(`absl_${part}`)).join(', ')}])
absl_container_lib = empty
`,
  ),
  ...project('unordered_dense', `unordered_dense_dep = declare_dependency(compile_args: ['-I${include}'])\n`),
  'subprojects/unordered_dense.wrap':
    '[wrap-file]\ndirectory = unordered_dense\n\n[provide]\nunordered_dense = unordered_dense_dep\n',
});
