import { fetchRuntime, fetchVersion, readVersion } from './load-runtime.ts'
import type { ChainRuntime, RuntimeVersion } from './runtime.ts'
import type { RequestOptions, Transport, Unsubscribe } from './transport/transport.ts'

/** The runtimes of a chain by spec version. */
export interface Runtimes {
  at(block: string | undefined, options: RequestOptions): Promise<ChainRuntime>
  close(): void
}

/** Each holds the codecs in use, some MB. */
const MAX_RUNTIMES = 4
const MAX_BLOCKS = 1024
/** How old a version of the head may be where the node does not tell of a new one. */
const MAX_AGE_MS = 30_000

/** Keeps runtimes; hears of upgrades through a subscription, or looks from time to time. */
export function createRuntimes(
  transport: Transport,
  supports: (method: string) => boolean,
): Runtimes {
  const ask = transport.request.bind(transport)
  const bySpec = new Map<number, Promise<ChainRuntime>>()
  const byBlock = new Map<string, RuntimeVersion>()
  let head: RuntimeVersion | undefined
  let readAt = 0
  let stop: Unsubscribe | undefined
  let watching: Promise<void> | undefined
  let closed = false

  /** After this `head` follows the chain by itself. */
  async function watch(): Promise<void> {
    if (!transport.subscribes || !supports('state_subscribeRuntimeVersion')) return
    try {
      const release = await transport.subscribe({
        ...{ method: 'state_subscribeRuntimeVersion', params: [] },
        unsubscribe: 'state_unsubscribeRuntimeVersion',
        onItem: (item) => (head = readVersion(item)),
        onEnd: () => {
          stop = undefined
          watching = undefined
          readAt = 0
        },
      })
      if (closed) release()
      else stop = release
    } catch {
      // Without the subscription the version is looked up now and then.
    }
  }

  async function headVersion(options: RequestOptions): Promise<RuntimeVersion> {
    watching ??= watch()
    await watching
    const isFresh = stop !== undefined || Date.now() - readAt < MAX_AGE_MS
    if (head !== undefined && isFresh) return head
    head = await fetchVersion(ask, undefined, options)
    readAt = Date.now()
    return head
  }

  async function versionAt(block: string, options: RequestOptions): Promise<RuntimeVersion> {
    const known = byBlock.get(block)
    if (known !== undefined) return known
    const version = await fetchVersion(ask, block, options)
    byBlock.set(block, version)
    evict(byBlock, MAX_BLOCKS)
    return version
  }

  return {
    async at(block, options) {
      const version =
        block === undefined ? await headVersion(options) : await versionAt(block, options)
      const known = bySpec.get(version.specVersion)
      if (known !== undefined) return known
      const loading = fetchRuntime(ask, version, block, options)
      bySpec.set(version.specVersion, loading)
      evict(bySpec, MAX_RUNTIMES)
      try {
        return await loading
      } catch (error) {
        bySpec.delete(version.specVersion)
        throw error
      }
    },
    close() {
      closed = true
      stop?.()
    },
  }
}

/** The oldest goes. */
function evict<K>(map: Map<K, unknown>, max: number): void {
  if (map.size <= max) return
  const [oldest] = map.keys()
  if (oldest !== undefined) map.delete(oldest)
}
