import { openInspector } from './inspector.ts'

/** Makes a node process collect its garbage: V8 may leave that of giants for many minutes. */
export interface Collector {
  /** Flags of the node for `NODE_OPTIONS`. */
  readonly nodeOptions: string
  /** Resolves when the garbage of every thread is gone. */
  collect(): Promise<void>
}

const COLLECT = 'HeapProfiler.collectGarbage'

/** @param port where the inspector of the node listens */
export function createCollector(port: number): Collector {
  return {
    nodeOptions: `--inspect=127.0.0.1:${port}`,
    async collect() {
      const inspector = await openInspector(port)
      try {
        await inspector.send(COLLECT)
        // Each thread has a heap of its own.
        await inspector.send('NodeWorker.enable', { waitForDebuggerOnStart: false })
        for (const thread of inspector.threads()) await inspector.send(COLLECT, {}, thread)
      } finally {
        inspector.close()
      }
    },
  }
}
