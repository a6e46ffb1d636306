import { HttpProvider } from '@polkadot/api'
import { check } from '../lib/check.mjs'
import { LOCALNET } from '../lib/localnet.mjs'

export function connectTests({ test }, client) {
  test('connects and reads the chain', async () => {
    const api = await client.api()
    check.equal((await api.rpc.system.chain()).toString(), LOCALNET.chain, 'chain name')
    check.ok((await api.rpc.system.name()).toString().length > 0, 'node name is empty')
    check.ok((await api.rpc.system.version()).toString().length > 0, 'node version is empty')
    check.equal((await api.rpc.system.chainType()).type, 'Local', 'chain type')
    check.equal(
      (await api.rpc.system.properties()).toHuman(),
      {
        isEthereum: false,
        ss58Format: '42',
        tokenDecimals: ['9'],
        tokenSymbol: ['TAO'],
      },
      'properties',
    )
    const health = await api.rpc.system.health()
    check.equal(health.isSyncing.toJSON(), false, 'isSyncing')
  })

  test('runtime version agrees with metadata', async () => {
    const api = await client.api()
    const version = api.runtimeVersion
    check.equal(version.specName.toString(), LOCALNET.specName, 'spec name')
    check.equal(version.specVersion.toNumber(), LOCALNET.specVersion, 'spec version')
    check.equal(version.transactionVersion.toNumber(), 1, 'transaction version')
    const declared = api.consts.system.version
    check.equal(version.specVersion.toNumber(), declared.specVersion.toNumber(), 'spec version')
    const read = await api.rpc.state.getRuntimeVersion()
    check.equal(read.toJSON(), version.toJSON(), 'state_getRuntimeVersion')
    const core = await api.call.core.version()
    check.equal(core.specVersion.toNumber(), LOCALNET.specVersion, 'Core_version')
  })

  test('genesis hash is the same everywhere', async () => {
    const api = await client.api()
    const genesis = api.genesisHash.toHex()
    check.equal((await api.query.system.blockHash(0)).toHex(), genesis, 'System.BlockHash[0]')
    const first = await api.rpc.chain.getHeader(await api.rpc.chain.getBlockHash(1))
    check.equal(first.parentHash.toHex(), genesis, 'parent of block 1')
  })

  test('metadata 15 decodes, with constants', async () => {
    const api = await client.api()
    check.equal(api.runtimeMetadata.version, 15, 'metadata version')
    check.equal(
      api.consts.balances.existentialDeposit.toBigInt(),
      LOCALNET.existentialDeposit,
      'existential deposit',
    )
    check.equal(api.consts.system.ss58Prefix.toNumber(), LOCALNET.ss58Format, 'SS58 prefix')
    check.equal(
      api.consts.system.blockHashCount.toNumber(),
      LOCALNET.blockHashCount,
      'block hashes',
    )
    check.equal(api.consts.aura.slotDuration.toBigInt(), LOCALNET.slotDuration, 'slot duration')
    check.equal(api.consts.timestamp.minimumPeriod.toBigInt(), 125n, 'minimum period')
    check.ok(api.consts.system.blockWeights.maxBlock.refTime.toBigInt() > 0n, 'block weights')
    check.ok(api.consts.proxy.maxProxies.toNumber() > 0, 'Proxy.MaxProxies')
  })

  test('metadata 14 of state_getMetadata decodes to the same pallets', async () => {
    const api = await client.api()
    const v14 = await api.rpc.state.getMetadata()
    check.equal(v14.version, 14, 'version of state_getMetadata')
    const names = (metadata) => metadata.asLatest.pallets.map(({ name }) => name.toString())
    check.equal(names(v14), names(api.runtimeMetadata), 'pallets of V14 and V15')
  })

  test('answers over HTTP on the same port', async () => {
    const provider = new HttpProvider(client.http)
    check.equal(await provider.send('system_chain', []), LOCALNET.chain, 'system_chain')
    const error = await check.rejects(provider.send('plexus_noSuchMethod', []), 'unknown method')
    check.equal(error.code, -32601, 'code of an unknown method')
  })
}
