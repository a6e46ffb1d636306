import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

/** What oxlint said about one fixture: rule names, each once. */
export type Findings = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Lints fixtures with the real configuration, in one run.
 *
 * A temporary tree mirrors this repository: same `.oxlintrc.json`, same own rules, same tsconfig
 * per room; only the sources are the fixtures.
 * @param fixtures path inside the tree → source text
 * @throws when oxlint itself fails, for example on a broken configuration.
 */
export function lintFixtures(fixtures: ReadonlyMap<string, string>): Findings {
  const tree = mkdtempSync(join(tmpdir(), 'plexus-fences-'))
  try {
    plant(tree, fixtures)
    const args = ['--type-aware', '--format=json', '--threads=1', 'packages']
    const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint')
    const run = spawnSync(process.execPath, [oxlint, ...args], { cwd: tree, encoding: 'utf8' })
    return findingsOf(run.stdout + run.stderr, run.stdout, tree)
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

function plant(tree: string, fixtures: ReadonlyMap<string, string>): void {
  for (const shared of ['.oxlintrc.json', 'scripts/lint', 'tsconfig.base.json']) {
    cpSync(join(ROOT, shared), join(tree, shared), { recursive: true })
  }
  // The plugin loads as ESM and tsgolint is found as in the real tree.
  writeFileSync(join(tree, 'package.json'), '{ "type": "module" }')
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'))
  const rooms = new Set<string>()
  for (const [path, source] of fixtures) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), source)
    const room = /^packages\/([^/]+)\//.exec(path)?.[1]
    if (room !== undefined) rooms.add(room)
  }
  const tsconfig = { extends: '../../tsconfig.base.json', include: ['src', 'test'] }
  for (const room of rooms) {
    writeFileSync(join(tree, 'packages', room, 'tsconfig.json'), JSON.stringify(tsconfig))
  }
}

interface Diagnostic {
  readonly code?: string
  readonly filename?: string
  readonly message: string
}

function findingsOf(all: string, stdout: string, tree: string): Findings {
  const found = new Map<string, Set<string>>()
  let parsed: { readonly diagnostics: readonly Diagnostic[] }
  try {
    parsed = JSON.parse(stdout.slice(stdout.indexOf('{'))) as typeof parsed
  } catch (cause) {
    throw new Error(`oxlint gave no report: ${all}`, { cause })
  }
  for (const { code, filename, message } of parsed.diagnostics) {
    if (filename === undefined || code === undefined) throw new Error(`oxlint: ${message}`)
    const path = relative(tree, resolve(tree, filename))
    const rules = found.get(path) ?? new Set()
    found.set(path, rules.add(code.replace(/^([\w@-]+)\((.+)\)$/, '$1/$2')))
  }
  return found
}
