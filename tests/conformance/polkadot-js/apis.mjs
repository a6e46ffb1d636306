import { stringCamelCase, u8aConcat, u8aToHex } from '@polkadot/util'
import { check } from '../lib/check.mjs'
import { RUNTIME_APIS, runtimeCalls, subnetArguments } from '../lib/runtime-apis.mjs'

/** After the tests of the economy: on a subnet with neurons, stake and weights. */
export function apiTests({ test }, client) {
  test('every runtime API decodes, and encodes to the same bytes', async () => {
    const api = await client.api()
    const hash = await api.rpc.chain.getBlockHash()
    const { call } = await api.at(hash)
    for (const each of runtimeCalls(await allArguments(api, client, hash))) {
      const { api: name, method, args } = each
      const decorated = call[stringCamelCase(name)]?.[stringCamelCase(method)]
      check.ok(decorated !== undefined, `${name}_${method} is not in the metadata`)
      const result = await decorated(...args)
      const raw = await client.provider.send('state_call', [
        `${name}_${method}`,
        encoded(api, decorated.meta.params, args),
        hash.toHex(),
      ])
      // The client writes the length of opaque metadata twice.
      if (name === 'Metadata') continue
      // It reads an extrinsic that is not there as an empty one.
      if (method === 'try_unshield_tx') continue
      check.equal(u8aToHex(result.toU8a()), raw, `${name}_${method}`)
    }
  })

  test('the metadata declares no other runtime API', async () => {
    const api = await client.api()
    const declared = api.runtimeMetadata.asV15.apis.flatMap(({ name, methods }) =>
      methods.map((method) => `${name}_${method.name}`),
    )
    const called = Object.entries(RUNTIME_APIS).flatMap(([name, methods]) =>
      Object.keys(methods).map((method) => `${name}_${method}`),
    )
    check.equal(declared.toSorted(), called.toSorted(), 'runtime APIs')
  })

  test('runtime APIs tell of the living subnet', async () => {
    const api = await client.api()
    const [alice, bob] = ['Alice', 'Bob'].map((name) => client.key(name).address)
    const { subnetInfoRuntimeApi, neuronInfoRuntimeApi, stakeInfoRuntimeApi, swapRuntimeApi } =
      api.call
    const graph = (await subnetInfoRuntimeApi.getMetagraph(2)).unwrap()
    check.equal(graph.hotkeys.map(String), [alice, bob], 'hotkeys of the metagraph')
    check.equal(graph.numUids.toNumber(), 2, 'neurons of the metagraph')
    check.equal(graph.axons[1].port.toNumber(), 8091, 'axon in the metagraph')
    const neuron = (await neuronInfoRuntimeApi.getNeuron(2, 0)).unwrap()
    check.equal(neuron.weights.length, 2, 'weights of the neuron')
    const stakes = await stakeInfoRuntimeApi.getStakeInfoForColdkey(alice)
    const staked = stakes.map((row) => row.netuid.toNumber())
    check.ok(staked.includes(2), `stakes of Alice on ${staked}`)
    const price = (await swapRuntimeApi.currentAlphaPrice(2)).toBigInt()
    check.ok(price > 900_000_000n, `price ${price}`)
    check.ok((await subnetInfoRuntimeApi.getMetagraph(77)).isNone, 'metagraph of no subnet')
  })
}

async function allArguments(api, client, block) {
  const bob = client.key('Bob')
  const remark = api.tx.system.remark('0x00')
  const signed = await remark.signAsync(bob)
  return {
    ...subnetArguments({ netuid: 2, uid: 1, hotkey: bob.address, coldkey: bob.address }),
    nothing: null,
    source: 'External',
    transaction: signed.toU8a(),
    block,
    call: remark.method,
    weight: { refTime: 1_000_000, proofSize: 1_000 },
    keyHash: `0x${'07'.repeat(16)}`,
    bytes: '0x0102',
    shielded: {
      keyHash: `0x${'07'.repeat(16)}`,
      kemCt: '0x01',
      aeadCt: '0x02',
      nonce: `0x${'03'.repeat(24)}`,
    },
  }
}

function encoded(api, params, values) {
  const parts = params.map(({ type }, i) => api.registry.createType(type, values[i]).toU8a())
  return u8aToHex(u8aConcat(...parts))
}
