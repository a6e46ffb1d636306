import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { spawnSync } from 'node:child_process'

/**
 * `npm run check:kernel` compiles the kernel of `yuma` and proves that the committed module holds
 * the same bytes; `npm run check:kernel -- --write` renews it.
 */

const ROOT = resolve(import.meta.dirname, '..')
const ENTRY = 'packages/yuma/kernel/assembly/index.ts'
const MODULE = join(ROOT, 'packages/yuma/src/kernel/generated.ts')
const FLAGS = ['-O3', '--converge', '--noAssert', '--runtime', 'stub']

function main(): void {
  const wanted = moduleOf(compile())
  if (process.argv.includes('--write')) {
    writeFileSync(MODULE, wanted)
    return
  }
  if (readFileSync(MODULE, 'utf8') === wanted) return
  console.error(
    'The committed kernel is not what its sources compile to: npm run check:kernel -- --write',
  )
  process.exitCode = 1
}

function compile(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'plexus-kernel-'))
  try {
    const out = join(folder, 'kernel.wasm')
    const asc = join(ROOT, 'node_modules/assemblyscript/bin/asc.js')
    const { status, stderr } = spawnSync(
      process.execPath,
      [asc, ENTRY, '--outFile', out, ...FLAGS],
      { cwd: ROOT, encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`The kernel does not compile:\n${stderr}`)
    return readFileSync(out)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const moduleOf = (wasm: Buffer): string =>
  [
    '// Generated from kernel/assembly by `npm run check:kernel -- --write`; not edited by hand.',
    '',
    `/** The compiled kernel, ${wasm.length} bytes. */`,
    'export const KERNEL_BASE64 =',
    `  '${wasm.toString('base64')}'`,
    '',
  ].join('\n')

main()
