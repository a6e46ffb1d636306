import type { SubnetChain } from '@plexus/sdk'
import type { KitLog, Manifest, Running } from '@plexus/sdk/node'

/** Weights by uid of the validator: pairs of uid and weight. */
export type WeightRows = ReadonlyMap<number, readonly (readonly [uid: number, weight: number])[]>

/** A validator that does no work. */
export interface CopyingOptions {
  readonly chain: SubnetChain
  readonly hotkey: string
  readonly manifest: Manifest
  weightRows(): Promise<WeightRows>
  readonly pollMs?: number
  readonly signal?: AbortSignal
  readonly log?: KitLog
}

/**
 * Sets the mean of the weights that others have on chain, once a window. What it copies is as old as
 * the commit–reveal of the subnet makes it (spec: 85-subnets §0.7).
 */
export function copyWeights(options: CopyingOptions): Running {
  const ending = new AbortController()
  const signal =
    options.signal === undefined ? ending.signal : AbortSignal.any([ending.signal, options.signal])
  const finished = loop(options, signal)
  return {
    stop() {
      ending.abort()
      return finished
    },
    finished,
  }
}

async function loop(options: CopyingOptions, signal: AbortSignal): Promise<void> {
  const { chain, manifest, pollMs = 1_000, log = () => {} } = options
  let done = -1
  while (!signal.aborted) {
    try {
      const block = await chain.block({ signal })
      await chain.tick(block)
      const window = Math.floor(block / manifest.windowBlocks)
      if (window > done) {
        const mean = await meanOfOthers(options)
        if (mean.size > 0) await chain.setWeights(mean)
        done = window
      }
    } catch (error) {
      if (!signal.aborted) log('warn', 'Copying has failed; trying again', { error: String(error) })
    }
    await sleep(pollMs, signal)
  }
}

async function meanOfOthers({
  chain,
  hotkey,
  weightRows,
}: CopyingOptions): Promise<ReadonlyMap<number, number>> {
  const own = (await chain.neurons()).find((neuron) => neuron.hotkey === hotkey)?.uid
  const mean = new Map<number, number>()
  for (const [uid, row] of await weightRows()) {
    if (uid === own) continue
    const total = row.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [of, weight] of row) mean.set(of, (mean.get(of) ?? 0) + weight / (total || 1))
  }
  return mean
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
