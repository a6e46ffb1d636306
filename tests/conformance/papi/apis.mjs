import { plexus } from './.papi/descriptors/dist/index.js'
import { compact, decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { check } from '../lib/check.mjs'
import { RUNTIME_APIS, runtimeCalls, subnetArguments } from '../lib/runtime-apis.mjs'

/** After the tests of the economy: on a subnet with neurons, stake and weights. */
export function apiTests({ test }, { client, api, key, raw }) {
  const [alice, bob] = ['Alice', 'Bob'].map(key)

  test('every runtime API decodes, and encodes to the same bytes', async () => {
    const { hash: at } = await client.getFinalizedBlock()
    const metadata = unifyMetadata(decAnyMetadata(await plexus.getMetadata()))
    const builder = getDynamicBuilder(getLookupFn(metadata))
    for (const { api: name, method, args } of runtimeCalls(await allArguments(at))) {
      const codecs = builder.buildRuntimeCall(name, method)
      const result = await api.apis[name][method](...args, { at })
      const hex = `0x${Buffer.from(codecs.args.enc(args)).toString('hex')}`
      const answer = await raw()._request('state_call', [`${name}_${method}`, hex, at])
      // An empty option in an option is the same to the client as none.
      if (method.startsWith('get_selective')) continue
      const again = `0x${Buffer.from(codecs.value.enc(result)).toString('hex')}`
      check.equal(again, answer, `${name}_${method}`)
    }
  })

  test('runtime APIs tell of the living subnet', async () => {
    const { SubnetInfoRuntimeApi, NeuronInfoRuntimeApi, StakeInfoRuntimeApi } = api.apis
    const at = { at: 'best' }
    const graph = await SubnetInfoRuntimeApi.get_metagraph(2, at)
    check.equal(graph.hotkeys, [alice.address, bob.address], 'hotkeys of the metagraph')
    check.equal([graph.num_uids, graph.axons[1].port], [2, 8091], 'neurons and axon')
    const neuron = await NeuronInfoRuntimeApi.get_neuron(2, 0, at)
    check.equal(neuron.weights.length, 2, 'weights of the neuron')
    const stakes = await StakeInfoRuntimeApi.get_stake_info_for_coldkey(alice.address, at)
    check.ok(
      stakes.some(({ netuid }) => netuid === 2),
      'no stake of Alice',
    )
    const price = await api.apis.SwapRuntimeApi.current_alpha_price(2, at)
    check.ok(price > 900_000_000n, `price ${price}`)
    check.equal(await SubnetInfoRuntimeApi.get_metagraph(77, at), undefined, 'no subnet')
  })

  test('the metadata declares no other runtime API', async () => {
    const { apis } = unifyMetadata(decAnyMetadata(await plexus.getMetadata()))
    const declared = apis.flatMap(({ name, methods }) => methods.map((each) => [name, each.name]))
    const called = Object.entries(RUNTIME_APIS).flatMap(([name, methods]) =>
      Object.keys(methods).map((method) => [name, method]),
    )
    check.equal(declared.map(String).toSorted(), called.map(String).toSorted(), 'runtime APIs')
  })

  async function allArguments(block) {
    const remark = api.tx.System.remark({ remark: new Uint8Array(1) })
    const signed = await remark.sign(bob.signer)
    return {
      ...subnetArguments({ netuid: 2, uid: 1, hotkey: bob.address, coldkey: bob.address }),
      nothing: undefined,
      source: { type: 'External', value: undefined },
      // Declared as bytes, whose length the client writes itself.
      transaction: signed.slice(compact.enc(compact.dec(signed)).length),
      block,
      call: remark.decodedCall,
      weight: { ref_time: 1_000_000n, proof_size: 1_000n },
      keyHash: `0x${'07'.repeat(16)}`,
      bytes: Uint8Array.of(1, 2),
      shielded: {
        key_hash: `0x${'07'.repeat(16)}`,
        kem_ct: Uint8Array.of(1),
        aead_ct: Uint8Array.of(2),
        nonce: `0x${'03'.repeat(24)}`,
      },
    }
  }
}
