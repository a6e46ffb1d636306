import { hexBytes, account, optionalHash } from './params.ts'
import { method } from './method.ts'
import { callFailure } from './map-error.ts'
import { clientError } from './errors.ts'
import { dryRun, stateAt } from './read-chain.ts'
import { toHex } from './render.ts'

/** The name of the node software. */
export const system_name = method([], ({ ctx }) => ctx.node.name)

/** The version of the node software. */
export const system_version = method([], ({ ctx }) => ctx.node.version)

/** The name of the chain. */
export const system_chain = method([], ({ ctx }) => ctx.node.chainName)

/** `Local`, `Development` or `Live`; btcli asks after every successful extrinsic. */
export const system_chainType = method([], ({ ctx }) => ctx.node.chainType)

/** Address format, token symbol and decimals. */
export const system_properties = method([], ({ ctx }) => ctx.node.properties)

/** Peers and whether the node still syncs. */
export const system_health = method(
  [],
  ({ ctx }) => ctx.node.health?.() ?? { peers: 0, isSyncing: false, shouldHavePeers: false },
)

/** Progress of the sync in block numbers. */
export const system_syncState = method([], ({ ctx }) => {
  const current = ctx.chain.head().number
  return { startingBlock: 0, currentBlock: current, highestBlock: current }
})

/** Peers in detail: their addresses are not published. */
export const system_peers = method([], () => [])

/** What this node does on the network. */
export const system_nodeRoles = method([], () => ['Authority'])

/** The peer-to-peer identity of this node. */
export const system_localPeerId = method([], ({ ctx }) => ctx.node.peerId ?? '')

/** The peer-to-peer addresses of this node. */
export const system_localListenAddresses = method([], ({ ctx }) => ctx.node.listenAddresses ?? [])

/** Nonce of an account's next transaction: on chain plus its ready ones in the pool. */
export const system_accountNextIndex = method(
  [account],
  ({ ctx }, who) => ctx.pool.nextIndex(who),
  { aliases: ['account_nextIndex'] },
)

/** SCALE `ApplyExtrinsicResult` of an extrinsic on a throw-away layer. */
export const system_dryRun = method(
  [hexBytes, optionalHash],
  async ({ ctx }, extrinsic, at) => {
    const view = stateAt(ctx, at, 'call')
    try {
      return toHex(await dryRun(ctx, view, extrinsic))
    } catch (error) {
      const reason = callFailure(error)
      throw reason === undefined ? error : clientError(`Execution failed: ${reason}`)
    }
  },
  { aliases: ['system_dryRunAt'] },
)
