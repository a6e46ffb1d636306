import type { Hash } from '@plexus/primitives'
import type { ChainEvent } from '../../chain/interface.ts'
import type { RpcContext } from '../context.ts'
import type { Sink } from '../method.ts'
import { listen } from '../read-chain.ts'
import { runtimeSpecJson, toHex } from '../render.ts'
import { INITIAL_BLOCKS, MAX_PINNED } from './limits.ts'
import { createOperations } from './operations.ts'
import type { Operations } from './operations.ts'
import { createPins } from './pins.ts'
import type { Pins } from './pins.ts'

/** One `chainHead_v1_follow`: its blocks and its operations. */
export interface Follow {
  readonly withRuntime: boolean
  readonly operations: Operations
  readonly pins: Pins
  stop(): void
}

/**
 * Starts to follow: announces the last final blocks, then each later one.
 * @param ended told when the follow ends from this side, with a `stop` event
 */
export function createFollow(
  ctx: RpcContext,
  sink: Sink,
  withRuntime: boolean,
  ended: () => void,
): Follow {
  const pins = createPins(MAX_PINNED)
  const operations = createOperations(ctx, sink.notify)
  const teller = createTeller(ctx, sink, pins, withRuntime)

  const stop = (): void => {
    unsubscribe()
    operations.stopAll()
    pins.clear()
  }
  const continueIf = (possible: boolean): void => {
    if (possible) return
    stop()
    ended()
    sink.notify({ event: 'stop' })
    sink.close()
  }
  const unsubscribe = listen(ctx, 'chainHead_v1_follow', (event) => continueIf(teller.tell(event)))
  continueIf(teller.begin())
  return { withRuntime, operations, pins, stop }
}

/** Puts the chain into words; each answers whether the follow can go on. */
interface Teller {
  /** The last final blocks, those above them and the head. */
  begin(): boolean
  tell(event: ChainEvent): boolean
}

function createTeller(ctx: RpcContext, sink: Sink, pins: Pins, withRuntime: boolean): Teller {
  let finalized = ctx.chain.finalized()
  /** Announced, then lost in a revert; reported with the next final block. */
  let lost: readonly string[] = []

  const announce = (hash: Hash, parent: Hash): boolean => {
    if (!pins.add(hash)) return false
    const event = { event: 'newBlock', blockHash: toHex(hash), parentBlockHash: toHex(parent) }
    sink.notify(withRuntime ? { ...event, newRuntime: null } : event)
    return true
  }
  const best = (hash: Hash): boolean => {
    sink.notify({ event: 'bestBlockChanged', bestBlockHash: toHex(hash) })
    return true
  }
  return {
    begin() {
      const final = lastFinal(ctx, finalized.number)
      for (const hash of final) pins.add(hash)
      sink.notify({
        event: 'initialized',
        finalizedBlockHashes: final.map(toHex),
        ...(withRuntime ? { finalizedBlockRuntime: runtimeJson(ctx) } : {}),
      })
      let parent = finalized.hash
      for (const hash of hashes(ctx, finalized.number + 1, ctx.chain.head().number)) {
        if (!announce(hash, parent)) return false
        parent = hash
      }
      return best(parent)
    },
    tell(event) {
      switch (event.type) {
        case 'imported':
          return announce(event.ref.hash, event.block.header.parentHash) && best(event.ref.hash)
        case 'finalized':
          finalized = event.blocks.at(-1) ?? finalized
          sink.notify({
            event: 'finalized',
            finalizedBlockHashes: event.blocks.map(({ hash }) => toHex(hash)),
            prunedBlockHashes: lost,
          })
          lost = []
          return true
        case 'reverted':
          // What the client was told is final cannot be taken back: it starts over.
          if (event.to.number < finalized.number) return false
          lost = [...lost, ...event.removed.map(({ hash }) => toHex(hash))]
          return best(event.to.hash)
        case 'restored':
          // What lies between is not here: the client starts over.
          return false
        case 'overwritten':
          return true
      }
    },
  }
}

function runtimeJson({ chain }: RpcContext) {
  return { type: 'valid', spec: runtimeSpecJson(chain.runtime.version) }
}

/** The last final blocks, oldest first; a chain may have been begun at one of them. */
function lastFinal({ chain }: RpcContext, number: number): readonly Hash[] {
  const found: Hash[] = []
  for (let height = number; height >= 0 && found.length < INITIAL_BLOCKS; height -= 1) {
    const hash = chain.hashAt(height)
    if (hash === undefined) break
    found.unshift(hash)
  }
  return found
}

function hashes({ chain }: RpcContext, first: number, last: number): readonly Hash[] {
  const found: Hash[] = []
  for (let height = first; height <= last; height += 1) {
    const hash = chain.hashAt(height)
    if (hash !== undefined) found.push(hash)
  }
  return found
}
