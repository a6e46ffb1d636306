import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicPackages, ROOT, specifiersOf } from './public-packages.ts'

const PACKAGES = publicPackages()
const BIN = join(ROOT, 'node_modules', '.bin')

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`)
  return stdout
}

describe('published packages', () => {
  let folder = ''
  /** package name → tarball */
  const tarballs = new Map<string, string>()

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plexus-packages-'))
    // The launcher builds what is stale.
    run(process.execPath, [join(ROOT, 'bin/plexus.js'), '--version'], ROOT)
    const flags = PACKAGES.flatMap(({ name }) => ['-w', name])
    const args = ['pack', '--json', '--pack-destination', folder, ...flags]
    const packed = JSON.parse(run('npm', args, ROOT)) as
      | readonly { readonly name: string; readonly filename: string }[]
      | Readonly<Record<string, { readonly name: string; readonly filename: string }>>
    for (const { name, filename } of Object.values(packed)) {
      tarballs.set(name, join(folder, filename))
    }
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline']
    run('npm', ['install', ...quiet, ...tarballs.values()], folder)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('there are some', () => {
    expect(PACKAGES.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        '@plexus/primitives',
        '@plexus/yuma',
        '@plexus/runtime',
        '@plexus/node',
        '@plexus/cli',
      ]),
    )
  })

  test.each(PACKAGES.flatMap(specifiersOf))('%s imports in plain Node', (specifier) => {
    const script = `console.log(Object.keys(await import('${specifier}')).length)`
    const stdout = run(process.execPath, ['--input-type=module', '-e', script], folder)
    expect(Number(stdout)).toBeGreaterThan(0)
  })

  test.each(PACKAGES.map(({ name }) => name))('%s carries neither sources nor tests', (name) => {
    const installed = join(folder, 'node_modules', name)
    const names = run('find', ['.', '-type', 'f'], installed).trim().split('\n')
    expect(names.filter((file) => /^\.\/(src|test)\/|tsbuildinfo$/.test(file))).toEqual([])
  })

  test.each(PACKAGES.map(({ name }) => name))('%s has its license', (name) => {
    const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')
    expect((JSON.parse(text) as { license?: string }).license).toBe('MIT')
  })

  test('the installed command answers', () => {
    const bin = join(folder, 'node_modules', '.bin', 'plexus')
    expect(run(bin, ['--version'], folder)).toMatch(/^plexus \d+\.\d+\.\d+\n$/)
  })

  test.each(PACKAGES.map(({ name }) => name))('%s passes publint', (name) => {
    run(join(BIN, 'publint'), ['run', '--strict', tarballs.get(name) ?? ''], folder)
  })

  test.each(PACKAGES.map(({ name }) => name))('%s has types that resolve', (name) => {
    run(join(BIN, 'attw'), ['--profile', 'esm-only', tarballs.get(name) ?? ''], folder)
  })
})
