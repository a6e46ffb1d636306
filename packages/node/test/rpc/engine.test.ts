import { bytesToHex } from '@plexus/primitives'
import { expect, it } from 'vitest'
import type { SealRequest } from '../../src/engine/interface.ts'
import { rpcWorld } from './support/rpc-world.ts'

async function sealing() {
  const requests: SealRequest[] = []
  const base = await rpcWorld()
  let refusal: Error | undefined
  const manualSeal = {
    async seal(request: SealRequest = {}) {
      requests.push(request)
      if (refusal !== undefined) throw refusal
      return base.chain.produce()
    },
    finalize(hash: typeof base.chain.genesisHash) {
      if (base.chain.header(hash) === undefined) {
        throw Object.assign(new Error('no such block'), { code: 'UnknownBlock' })
      }
      base.chain.finalize(hash)
    },
  }
  const world = await rpcWorld({ context: { chain: base.chain, manualSeal } })
  return { ...world, chain: base.chain, requests, refuse: (error: Error) => (refusal = error) }
}

it('seals a block and reports it as the reference does', async () => {
  const { client, chain, requests } = await sealing()
  const peer = client()
  const genesis = bytesToHex(chain.genesisHash)
  expect(await peer.call('engine_createBlock', true, false)).toEqual({
    hash: bytesToHex(chain.head().hash),
    aux: {
      header_only: false,
      clear_justification_requests: false,
      needs_justification: false,
      bad_justification: false,
      is_new_best: true,
    },
    proof_size: 0,
  })
  await peer.call('engine_createBlock', false, true, null)
  await peer.call('engine_createBlock', false, true, genesis)
  expect(requests).toEqual([
    { createEmpty: true, finalize: false },
    { createEmpty: false, finalize: true },
    { createEmpty: false, finalize: true, parentHash: chain.genesisHash },
  ])
})

it('makes a block final', async () => {
  const { client, chain } = await sealing()
  const peer = client()
  const { hash } = chain.produce()
  expect(await peer.call('engine_finalizeBlock', bytesToHex(hash), null)).toBe(true)
  expect(chain.finalized().number).toBe(1)
  expect((await peer.ask('engine_finalizeBlock', `0x${'ab'.repeat(32)}`)).error).toEqual({
    code: 13_000,
    message: 'no such block',
  })
})

it.each([
  ['EmptyBlock', 12_000],
  ['ParentNotHead', 13_000],
  ['TimestampTooLow', 15_000],
  ['SomethingElse', -32_603],
])('answers %s with %i', async (code, expected) => {
  const { client, refuse } = await sealing()
  refuse(Object.assign(new Error('why'), { code }))
  const { error } = await client().ask('engine_createBlock', true, true)
  expect(error?.code).toBe(expected)
})

it('is unsafe for other machines, and refuses bad parameters', async () => {
  const { client, rpc } = await sealing()
  expect(rpc.unsafeMethods).toEqual(['engine_createBlock', 'engine_finalizeBlock'])
  for (const params of [[], [true], [1, 0], [true, true, '0x12']]) {
    expect((await client().ask('engine_createBlock', ...params)).error?.code).toBe(-32602)
  }
})
