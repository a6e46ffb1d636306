import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NodeProcess } from '@plexus/testing'
import { until } from './vitals.ts'

/** Makes a node process collect its garbage: V8 may leave that of giants for many minutes. */
export interface Collector {
  /** Flags of the node for `NODE_OPTIONS`. */
  readonly nodeOptions: string
  /** Resolves when the garbage is gone. */
  collect(node: NodeProcess): Promise<void>
  close(): void
}

const PATIENCE_MS = 20_000

/** A heap snapshot begins with a full collection; its file is thrown away. */
export function createCollector(): Collector {
  const directory = mkdtempSync(join(tmpdir(), 'plexus-fuzz-'))
  return {
    nodeOptions: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${directory}`,
    async collect(node) {
      const before = readdirSync(directory).length
      node.kill('SIGUSR2')
      await until(() => readdirSync(directory).length > before, PATIENCE_MS)
    },
    close: () => rmSync(directory, { recursive: true, force: true }),
  }
}
