import { plexus } from './.papi/descriptors/dist/index.js'
import { check } from '../lib/check.mjs'
import { LOCALNET } from '../lib/localnet.mjs'

/** `CompatibilityLevel.Identical` of the client. */
const IDENTICAL = 3

export function connectTests({ test }, { client, api, raw, substrate }) {
  test('follows the chain and reads its specification', async () => {
    const data = await client.getChainSpecData()
    check.equal(data.name, LOCALNET.chain, 'chain name')
    check.equal(
      [data.properties.ss58Format, data.properties.tokenDecimals, data.properties.tokenSymbol],
      [LOCALNET.ss58Format, LOCALNET.tokenDecimals, LOCALNET.tokenSymbol],
      'properties',
    )
    // Raw, because the client answers BlockHash[0] itself.
    const genesis = await client.rawQuery(await api.query.System.BlockHash.getKey(0))
    check.equal(data.genesisHash, genesis, 'genesis hash and System.BlockHash[0]')
    check.equal(await raw()._request('chain_getBlockHash', [0]), genesis, 'chain_getBlockHash')
  })

  test('the descriptors generated from the node fit it', async () => {
    const { compat } = await api.getStaticApis()
    const parts = {
      'System.Account': compat.query.System.Account.value,
      'System.Events': compat.query.System.Events.value,
      'Balances.transfer_keep_alive': compat.tx.Balances.transfer_keep_alive,
      'TransactionPayment.TransactionFeePaid': compat.event.TransactionPayment.TransactionFeePaid,
      'Core.version': compat.apis.Core.version.value,
      'Balances.ExistentialDeposit': compat.constants.Balances.ExistentialDeposit,
    }
    for (const [name, part] of Object.entries(parts)) {
      check.equal(part.level, IDENTICAL, `compatibility of ${name}`)
    }
    const finalized = await client.getFinalizedBlock()
    const current = await client.getMetadata(finalized.hash)
    const stored = await plexus.getMetadata()
    check.ok(Buffer.compare(current, stored) === 0, 'metadata differs from the descriptors')
  })

  test('constants', async () => {
    const { constants } = api
    check.equal(
      await constants.Balances.ExistentialDeposit(),
      LOCALNET.existentialDeposit,
      'existential deposit',
    )
    check.equal(await constants.System.SS58Prefix(), LOCALNET.ss58Format, 'SS58 prefix')
    check.equal(await constants.System.BlockHashCount(), LOCALNET.blockHashCount, 'block hashes')
    check.equal(await constants.Aura.SlotDuration(), LOCALNET.slotDuration, 'slot duration')
  })

  test('runtime version agrees with metadata', async () => {
    const declared = await api.constants.System.Version()
    check.equal(declared.spec_version, LOCALNET.specVersion, 'spec version in metadata')
    check.equal(declared.spec_name, LOCALNET.specName, 'spec name in metadata')
    const followed = await runtimeOfFollow(substrate())
    check.equal(followed.specVersion, LOCALNET.specVersion, 'spec version of chainHead')
    check.equal(followed.transactionVersion, 1, 'transaction version of chainHead')
    const version = await api.apis.Core.version()
    check.equal(version.spec_version, LOCALNET.specVersion, 'Core_version')
    check.equal(
      Object.fromEntries(version.apis.map(([name, number]) => [name, number])),
      followed.apis,
      'runtime APIs',
    )
  })
}

/** The runtime that a fresh `chainHead_v1_follow` announces. */
function runtimeOfFollow(substrate) {
  return new Promise((resolve, reject) => {
    const follow = substrate.chainHead(
      true,
      (event) => {
        if (event.type !== 'initialized') return
        resolve(event.finalizedBlockRuntime.spec)
        setTimeout(() => follow.unfollow())
      },
      reject,
    )
  })
}
