import { createHasher, createSignatures, hash } from '@plexus/primitives'
import { createHost, createRuntime, localnet, runtimeConfig } from '@plexus/runtime'
import type { StateView } from '@plexus/runtime'
import { expect, test } from 'vitest'
import { createRandom, createTransactionSource, ROOT_OVERRIDES } from '../src/index.ts'

const DRAWS = 400
const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
const host = createHost(hasher, signatures)

/** The genesis of a local network as a view. */
function genesis(): StateView {
  const config = runtimeConfig('fast')
  const { changes } = createRuntime({ host, config, genesis: localnet() }).genesis()
  const keys = [...changes.keys()].sort((a, b) => (a < b ? -1 : 1))
  return {
    get: (key) => changes.get(key),
    keys: (prefix, after) =>
      keys.filter((key) => key.startsWith(prefix) && (after === undefined || key > after)),
    root: () => hash(new Uint8Array(32)),
  }
}

async function drawCalls(seed: number, view?: () => StateView): Promise<readonly string[]> {
  const source = await createTransactionSource({
    random: createRandom(seed),
    genesisHash: hash(new Uint8Array(32)),
    without: ROOT_OVERRIDES,
    ...(view && { view }),
  })
  return Array.from({ length: DRAWS }, () => source.next(() => 0).call)
}

test('equal seeds on equal chains draw equal calls, others draw others', async () => {
  const view = genesis()
  const calls = await drawCalls(1, () => view)
  expect(await drawCalls(1, () => view)).toEqual(calls)
  expect(await drawCalls(2, () => view)).not.toEqual(calls)
})

test('a chain to look at draws the economy, no chain draws any call', async () => {
  const view = genesis()
  const share = (calls: readonly string[]): number =>
    calls.filter((call) => /^(SubtensorModule|AdminUtils)\./.test(call)).length
  expect(share(await drawCalls(3, () => view))).toBeGreaterThan(0.7 * DRAWS)
  expect(share(await drawCalls(3))).toBeLessThan(0.7 * DRAWS)
})

test('calls that are left out are not drawn', async () => {
  const view = genesis()
  const calls = new Set([...(await drawCalls(4, () => view)), ...(await drawCalls(5))])
  for (const call of ROOT_OVERRIDES) expect(calls, call).not.toContain(call)
})
