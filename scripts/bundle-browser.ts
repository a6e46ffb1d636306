import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

/** Proves that the pure rooms run in a browser: each bundles without a builtin of Node. */

const ROOT = resolve(import.meta.dirname, '..')
const ROOMS = ['primitives', 'yuma', 'runtime', 'sdk'] as const

async function main(): Promise<void> {
  for (const room of ROOMS) {
    const entry = join(ROOT, 'packages', room, 'src', 'index.ts')
    // A room that is not built yet is no fault; one that is must bundle.
    if (!existsSync(entry)) continue
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      conditions: ['source'],
      logLevel: 'error',
    })
    const sizeBytes = outputFiles.reduce((sum, { contents }) => sum + contents.length, 0)
    console.log(`@plexus/${room}: ${(sizeBytes / 1024).toFixed(0)} KiB minified`)
  }
}

try {
  await main()
} catch (error) {
  // esbuild has printed what it found, file by file.
  console.error(error instanceof Error ? error.message.split('\n', 1)[0] : error)
  process.exitCode = 1
}
