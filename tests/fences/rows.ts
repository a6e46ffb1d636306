/** One fixture: where it stands, what it says and the one rule that must fire. */
export interface Fence {
  readonly name: string
  readonly room: string
  readonly rule: string
  readonly source: string
  /** Folder of the fixture inside the package; default `src`. */
  readonly part?: 'src' | 'test'
  /** Further files of the fixture, beside it. */
  readonly beside?: Readonly<Record<string, string>>
}

const PURE = ['primitives', 'yuma', 'runtime'] as const

const upward = (room: string, target: string): Fence => ({
  name: `${room} does not import ${target}`,
  room,
  rule: 'plexus/import-directions',
  source: `import type { X } from '@plexus/${target}'\n\nexport type Y = X\n`,
})

/** Every arrow that the import map forbids and somebody may be tempted by. */
const DIRECTIONS: readonly Fence[] = [
  ...['yuma', 'runtime', 'node', 'sdk', 'cli', 'testing'].map((to) => upward('primitives', to)),
  ...['primitives', 'runtime', 'node'].map((to) => upward('yuma', to)),
  ...['node', 'sdk', 'models', 'cli', 'testing'].map((to) => upward('runtime', to)),
  ...['yuma', 'sdk', 'models', 'subnets', 'gateway', 'cli', 'testing'].map((to) =>
    upward('node', to),
  ),
  ...['yuma', 'runtime', 'node', 'models', 'subnets', 'cli'].map((to) => upward('sdk', to)),
  ...['yuma', 'runtime', 'node', 'sdk', 'subnets'].map((to) => upward('models', to)),
  ...['runtime', 'node', 'gateway', 'cli'].map((to) => upward('subnets', to)),
  ...['runtime', 'node', 'subnets', 'cli'].map((to) => upward('gateway', to)),
  ...['explorer', 'testing'].map((to) => upward('cli', to)),
  ...['runtime', 'node', 'models'].map((to) => upward('explorer', to)),
  {
    name: 'a dynamic import counts',
    room: 'sdk',
    rule: 'plexus/import-directions',
    source: "export const load = () => import('@plexus/node')\n",
  },
  {
    name: 'a re-export counts',
    room: 'runtime',
    rule: 'plexus/import-directions',
    source: "export { createNode } from '@plexus/node'\n",
  },
  {
    name: 'an import type expression counts',
    room: 'runtime',
    rule: 'plexus/import-directions',
    source: "export type N = import('@plexus/node').Node\n",
  },
  {
    name: 'a room outside the map may import nothing',
    room: 'attic',
    rule: 'plexus/import-directions',
    source: "import type { X } from '@plexus/primitives'\n\nexport type Y = X\n",
  },
]

const SURFACES: readonly Fence[] = [
  {
    name: 'a subpath of another package',
    room: 'node',
    rule: 'plexus/no-deep-import',
    source: "import type { X } from '@plexus/runtime/src/runtime.ts'\n\nexport type Y = X\n",
  },
  {
    name: 'a relative path into another package',
    room: 'node',
    rule: 'plexus/no-deep-import',
    source: "import type { X } from '../../../runtime/src/runtime.ts'\n\nexport type Y = X\n",
  },
  {
    name: 'a test that reaches into another package',
    room: 'node',
    part: 'test',
    rule: 'plexus/no-deep-import',
    source: "import type { X } from '../../../runtime/src/runtime.ts'\n\nexport type Y = X\n",
  },
  {
    name: 'the own index from within',
    room: 'node',
    rule: 'plexus/no-deep-import',
    source: "import type { X } from '@plexus/node'\n\nexport type Y = X\n",
  },
  {
    name: 'export star',
    room: 'sdk',
    rule: 'plexus/no-export-star',
    source: "export * from './beside.ts'\n",
    beside: { 'beside.ts': 'export const one = 1\n' },
  },
  {
    name: 'a cycle of two files',
    room: 'sdk',
    rule: 'import/no-cycle',
    source: "import { two } from './beside.ts'\n\nexport const one = () => two\n",
    beside: { 'beside.ts': "import { one } from './fixture.ts'\n\nexport const two = () => one\n" },
  },
  {
    name: 'a default export',
    room: 'sdk',
    rule: 'import/no-default-export',
    source: 'export default 1\n',
  },
]

/** name → expression that is forbidden in every pure room */
const IMPURE_GLOBALS: Readonly<Record<string, string>> = {
  Date: 'Date.now()',
  'new Date': 'new Date()',
  'Math.random': 'Math.random()',
  'Math.floor': 'Math.floor(1)',
  Intl: 'new Intl.NumberFormat()',
  setTimeout: 'setTimeout(() => undefined, 1)',
  setInterval: 'setInterval(() => undefined, 1)',
  setImmediate: 'setImmediate(() => undefined)',
  queueMicrotask: 'queueMicrotask(() => undefined)',
  console: "console.log('x')",
  process: "process.env['X']",
  crypto: 'crypto.getRandomValues(new Uint8Array(1))',
  performance: 'performance.now()',
  fetch: "fetch('x').then(() => undefined)",
  Buffer: "Buffer.from('x')",
  globalThis: 'globalThis.Date',
  WeakRef: 'new WeakRef({})',
}

const FLOATS: Readonly<Record<string, string>> = {
  'a decimal point': '0.5',
  'a whole number written as float': '1.0',
  'an exponent': '1e9',
  parseFloat: "parseFloat('1')",
  'Number.parseFloat': "Number.parseFloat('1')",
  'Number.EPSILON': 'Number.EPSILON',
  toFixed: '(1).toFixed(2)',
  Float64Array: 'new Float64Array(1)',
  'getFloat64 of a DataView': 'new DataView(new ArrayBuffer(8)).getFloat64(0)',
}

const LOCALES: Readonly<Record<string, string>> = {
  toLocaleString: '(1).toLocaleString()',
  toLocaleLowerCase: "'A'.toLocaleLowerCase()",
  localeCompare: "'a'.localeCompare('b')",
}

const IMPURE_IMPORTS = ['node:fs', 'node:crypto', 'fs', 'ws', 'lmdb', 'worker_threads'] as const

const expressions = (room: string, rule: string, table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([name, expression]): Fence => ({
    name: `${room}: ${name}`,
    room,
    rule,
    source: `export const value = (): unknown => ${expression}\n`,
  }))

const DETERMINISM: readonly Fence[] = PURE.flatMap((room) => [
  ...expressions(room, 'eslint/no-restricted-globals', IMPURE_GLOBALS),
  ...expressions(room, 'plexus/no-float', FLOATS),
  ...expressions(room, 'eslint/no-restricted-properties', LOCALES),
  ...expressions(room, 'typescript/require-array-sort-compare', {
    'sort without a comparator': '[2, 1].sort()',
    'sort of strings without a comparator': "['b', 'a'].sort()",
  }),
  ...IMPURE_IMPORTS.map((specifier): Fence => ({
    name: `${room}: import of ${specifier}`,
    room,
    rule: 'plexus/pure-imports',
    source: `import * as x from '${specifier}'\n\nexport const y = x\n`,
  })),
])

const lines = (count: number, line: string): string => `${line}\n`.repeat(count)

const CARE: readonly Fence[] = [
  {
    name: 'any',
    room: 'node',
    rule: 'typescript/no-explicit-any',
    source: 'export const x = (y: any): unknown => y\n',
  },
  {
    name: 'a non-null assertion outside tests',
    room: 'node',
    rule: 'typescript/no-non-null-assertion',
    source: 'export const x = (y: string | undefined): string => y!\n',
  },
  {
    name: 'a floating promise',
    room: 'node',
    rule: 'typescript/no-floating-promises',
    source:
      'const later = async (): Promise<void> => {}\n\nexport const x = (): void => {\n  later()\n}\n',
  },
  {
    name: 'a switch that forgets a case',
    room: 'node',
    rule: 'typescript/switch-exhaustiveness-check',
    source: [
      "export function x(y: 'a' | 'b'): number {",
      '  switch (y) {',
      "    case 'a':",
      '      return 1',
      '  }',
      '  return 2',
      '}\n',
    ].join('\n'),
  },
  {
    name: 'an empty catch',
    room: 'node',
    rule: 'eslint/no-empty',
    source: 'export function x(y: () => void): void {\n  try {\n    y()\n  } catch {}\n}\n',
  },
  {
    name: 'a file of 601 lines',
    room: 'node',
    rule: 'eslint/max-lines',
    source: `export const x = [\n${lines(599, '  1,')}]\n`,
  },
  {
    name: 'a function of 71 lines',
    room: 'node',
    rule: 'eslint/max-lines-per-function',
    source: `export function x(y: () => void): void {\n${lines(69, '  y()')}}\n`,
  },
  {
    name: 'console in a library',
    room: 'node',
    rule: 'eslint/no-console',
    source: "export const x = (): void => console.log('x')\n",
  },
]

/** Everything that must be refused. */
export const FENCES: readonly Fence[] = [...DIRECTIONS, ...SURFACES, ...DETERMINISM, ...CARE]

/** Sources that must pass, by room: the fences leave honest code alone. */
export const CLEAN: Readonly<Record<string, string>> = {
  primitives: [
    "import { blake2b } from '@noble/hashes/blake2.js'",
    '',
    'export const half = (amount: bigint): bigint => amount / 2n',
    'export const ordered = (list: readonly number[]): number[] => list.toSorted((a, b) => a - b)',
    'export const hex = 0xe5',
    'export const digest = blake2b\n',
  ].join('\n'),
  yuma: 'export const add = (a: bigint, b: bigint): bigint => a + b\n',
  runtime: [
    "import type { Hash } from '@plexus/primitives'",
    "import type { Kernel } from '@plexus/yuma'",
    '',
    'export type Pair = readonly [Hash, Kernel]\n',
  ].join('\n'),
  node: "import type { Runtime } from '@plexus/runtime'\n\nexport type R = Runtime\n",
  sdk: 'export const wait = (): number => Math.floor(Date.now() * 0.5)\n',
  cli: "import type { Node } from '@plexus/node'\n\nexport type N = Node\n",
}
