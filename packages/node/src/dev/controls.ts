import type { Chain, BlockRef } from '../chain/interface.ts'
import type { DevControls as EngineControls, ManualSeal } from '../engine/interface.ts'
import type { DevControls } from '../rpc/context.ts'

/** What the controls steer. */
export interface DevModules {
  readonly chain: Chain
  readonly engine: ManualSeal & EngineControls
}

/** Snapshots that are remembered; the oldest goes first. */
const MAX_SNAPSHOTS = 1024

/** Power over a development chain: behind `dev_` and `createLocalnet`. */
export function createDevControls({ chain, engine }: DevModules): DevControls {
  const snapshots = new Map<string, BlockRef>()
  let taken = 0

  const returnTo = (ref: BlockRef): BlockRef => {
    chain.revert(ref.hash)
    return ref
  }

  return {
    async newBlock({ transactions, timestampMs, count = 1 }) {
      const first = await engine.seal({
        ...(transactions && { extrinsics: transactions }),
        ...(timestampMs !== undefined && { timestampMs }),
      })
      return count > 1 ? engine.mine(count - 1) : first
    },
    mine: (count) => engine.mine(count),
    timeTravel(timestampMs) {
      engine.travelTo(timestampMs)
      return Promise.resolve()
    },
    setStorage(changes) {
      chain.overwrite(changes)
      return Promise.resolve()
    },
    snapshot() {
      taken += 1
      const id = String(taken)
      snapshots.set(id, chain.head())
      const [oldest] = snapshots.keys()
      if (snapshots.size > MAX_SNAPSHOTS && oldest !== undefined) snapshots.delete(oldest)
      return Promise.resolve(id)
    },
    revert(id) {
      const ref = snapshots.get(id)
      return Promise.resolve(ref && returnTo(ref))
    },
    fundAccount(account, amount) {
      const view = chain.stateAt(chain.head().hash)
      chain.overwrite(chain.runtime.mint(view, account, amount))
      return Promise.resolve()
    },
    setHead(hash) {
      const number = chain.header(hash)?.number ?? 0
      return Promise.resolve().then(() => returnTo({ hash, number }))
    },
  }
}
