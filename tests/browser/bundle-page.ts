import { join } from 'node:path'
import { build } from 'esbuild'

/** The scripts of the page by their names, with the runtime in them as `check:bundle` bundles it. */
export async function bundlePage(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: ['page.ts', 'worker.ts'].map((name) => join(import.meta.dirname, 'page', name)),
    bundle: true,
    write: false,
    minify: true,
    outdir: '/',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['source'],
    logLevel: 'error',
  })
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]))
}
