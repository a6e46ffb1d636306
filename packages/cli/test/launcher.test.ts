import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')
const BUILDING = 'plexus: bundling the sources, once per change …\n'

const program = (answer: string): string =>
  `export const main = async (argv: readonly string[]): Promise<number> => {\n  return console.log('${answer}', ...argv), 5\n}\n`

const transpiled = (answer: string): string =>
  program(answer).replaceAll(/: (readonly string\[\]|Promise<number>)/g, '')

describe('the launcher in a checkout', () => {
  let checkout = ''
  const path = (name: string): string => join(checkout, name)

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'plexus-launcher-'))
    const room = path('packages/cli')
    mkdirSync(join(room, 'src'), { recursive: true })
    cpSync(join(ROOT, 'packages/cli/bin'), join(room, 'bin'), { recursive: true })
    cpSync(join(ROOT, 'tsconfig.base.json'), path('tsconfig.base.json'))
    symlinkSync(join(ROOT, 'node_modules'), path('node_modules'))
    writeFileSync(join(room, 'package.json'), '{ "type": "module" }')
    const compilerOptions = { rootDir: 'src', outDir: 'dist', types: ['node'] }
    const tsconfig = { extends: '../../tsconfig.base.json', compilerOptions, include: ['src'] }
    writeFileSync(join(room, 'tsconfig.json'), JSON.stringify(tsconfig))
    writeFileSync(join(room, 'src/index.ts'), program('first'))
  })

  afterEach(() => rmSync(checkout, { recursive: true, force: true }))

  const launch = (...argv: readonly string[]): readonly [string, string, number | null] => {
    const args = [path('packages/cli/bin/plexus.js'), ...argv]
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    return [stdout, stderr, status]
  }

  test('builds once, again after a change or a loss, and passes arguments and exit code on', () => {
    expect(launch('a'), 'fresh clone').toEqual(['first a\n', BUILDING, 5])
    expect(launch('b'), 'nothing changed').toEqual(['first b\n', '', 5])

    writeFileSync(path('packages/cli/src/index.ts'), program('second'))
    expect(launch(), 'a source changed').toEqual(['second\n', BUILDING, 5])

    rmSync(path('.cache/bundle'), { recursive: true })
    expect(launch(), 'the build was removed').toEqual(['second\n', BUILDING, 5])
    expect(launch(), 'built again').toEqual(['second\n', '', 5])
  })

  test('a lock left by a dead process does not stop the next build', () => {
    mkdirSync(path('.cache'))
    const { pid } = spawnSync(process.execPath, ['--version'])
    writeFileSync(path('.cache/bundle-lock'), String(pid))
    expect(launch()).toEqual(['first\n', BUILDING, 5])
  })

  test('says what to do when the sources do not bundle', () => {
    writeFileSync(path('packages/cli/src/index.ts'), 'export const main = (\n')
    const [stdout, stderr, status] = launch()
    expect([stdout, status]).toEqual(['', 1])
    expect(stderr).toContain('index.ts:2:0')
    expect(stderr).toMatch(/error\[Build\]: [^\n]+: [^\n]+\.\n$/)
  })

  test('an installed package has no sources and is not built', () => {
    mkdirSync(path('packages/cli/dist'))
    writeFileSync(path('packages/cli/dist/index.js'), transpiled('first'))
    rmSync(path('packages/cli/src'), { recursive: true })
    rmSync(path('node_modules'))
    expect(launch('x')).toEqual(['first x\n', '', 5])
  })
})
