import { decodeHistory } from '../history-file.ts'
import { createReplayer } from '../replay.ts'
import type { BlockRoots } from '../replay.ts'
import type { Report } from '../report.ts'

/** Blocks whose roots are told at once. */
const TOLD_BLOCKS = 20

/** Fetches a history, replays it and tells each root. */
export async function reportReplay(url: string, tell: (report: Report) => void): Promise<void> {
  try {
    const history = decodeHistory(await load(url))
    const replayer = await createReplayer()
    const begin = performance.now()
    let blocks: BlockRoots[] = []
    for (const roots of replayer.replay(history)) {
      blocks.push(roots)
      if (blocks.length < TOLD_BLOCKS) continue
      tell({ kind: 'blocks', blocks })
      blocks = []
      // A page that never comes to rest could not be asked anything.
      await new Promise((resolve) => setTimeout(resolve))
    }
    tell({ kind: 'blocks', blocks })
    tell({ kind: 'done', seconds: (performance.now() - begin) / 1000 })
  } catch (error) {
    tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}

async function load(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
