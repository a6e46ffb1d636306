import { accountId, createHasher, encodeSs58 } from '@plexus/primitives'
import { InsightError } from '@plexus/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocalnet } from '../../src/localnet.ts'
import type { Localnet } from '../../src/localnet.ts'
import { rpcClient } from './support/rpc-client.ts'
import type { RpcClient } from './support/rpc-client.ts'
import { rpcWorld } from './support/rpc-world.ts'

// Subnet 1 of a localnet: one uid, whose owner has 10⁹ alpha rao with it; an epoch each 100 blocks.

const EPOCH = 100
let net: Localnet
let client: RpcClient
let hotkey: string

beforeAll(async () => {
  net = await createLocalnet({ sealing: { mode: 'manual' } })
  client = rpcClient(net.provider)
  await net.mine(EPOCH - 1)
  const hasher = await createHasher()
  const hash = (text: string) => Buffer.from(hasher.twox128(Buffer.from(text))).toString('hex')
  // A million alpha rao for validators and as much for miners, of whom there are none.
  const million = '40420f0000000000'
  for (const item of ['PendingValidatorEmission', 'PendingServerEmission']) {
    const key = `0x${hash('SubtensorModule')}${hash(item)}0100`
    await client.call('dev_setStorage', [[key, `0x${million}`]])
  }
  await net.mine(2)
  const { neurons } = (await client.call('plexus_explainEpoch', 1)) as {
    readonly neurons: readonly { readonly hotkey: string }[]
  }
  hotkey = neurons[0]?.hotkey ?? ''
})
afterAll(() => net.stop())

describe('plexus_explainEpoch', () => {
  it('explains the last epoch, or that of a block by number or hash', async () => {
    const last = await client.call('plexus_explainEpoch', 1)
    const hash = await client.call('chain_getBlockHash', EPOCH)
    expect(last).toMatchObject({ block: EPOCH, blockHash: hash, netuid: 1, mechid: 0 })
    for (const block of [EPOCH, hash, null]) {
      expect(await client.call('plexus_explainEpoch', 1, 0, block)).toEqual(last)
    }
  })

  it('tells amounts as text with their unit, fractions with their raw value, accounts as addresses', async () => {
    const found = await client.call('plexus_explainEpoch', 1, 0, EPOCH)
    expect(found).toMatchObject({
      parameters: { tempoBlocks: 100, kappaU16: 32_767, yuma3: false },
      pots: { serverAlphaRao: '1000000', validatorAlphaRao: '1000000', rootAlphaRao: '0' },
      mechanismAlphaRao: '2000000',
      neurons: [
        {
          uid: 0,
          hotkey: expect.stringMatching(/^5/),
          stakeAlphaRao: '1000000000',
          hadPermit: false,
          hasPermit: true,
          steps: {
            totalStake: { value: '1000000000.000000000000', raw: '18446744073709551616000000000' },
            stakeShare: { value: '1.000000000000', raw: '4294967296' },
            consensus: { value: '0.000000000000', raw: '0' },
          },
          stored: { stakeWeightU16: 65_535, incentiveU16: 0 },
        },
      ],
      rows: [{ uid: 0, weightsStored: [] }],
      isTraced: true,
      isEveryRowGiven: true,
      // Nobody worked: validators have it all. The take is 11,796 of 65,535.
      payout: {
        hasWork: false,
        alphaPotAlphaRao: '2000000',
        rootPotAlphaRao: '0',
        payments: [
          { type: 'take', of: 'alpha', amountAlphaRao: '359990' },
          { type: 'stakers', amountAlphaRao: '1640009' },
        ],
      },
    })
    expect(await client.call('plexus_explainEpoch', 1, 0, EPOCH, [])).toMatchObject({ rows: [] })
  })

  it('says where the epochs are when the block has none', async () => {
    expect((await client.ask('plexus_explainEpoch', 1, 0, 7)).error).toEqual({
      code: 20_000,
      message:
        'No epoch of subnet 1 ran in block 7: none ran before, the next is expected in block 100.',
    })
    expect((await client.ask('plexus_explainEpoch', 1, 0, 101)).error).toEqual({
      code: 20_000,
      message:
        'No epoch of subnet 1 ran in block 101: the last ran in block 100, the next is expected in block 200.',
    })
    expect((await client.ask('plexus_explainEpoch', 1, 0, 0)).error).toMatchObject({
      code: 20_000,
    })
  })

  it.each([
    [[9], 'There is no subnet 9'],
    [[9, 0, EPOCH], 'There is no subnet 9 before block 100'],
    [[1, 1], 'has 1 mechanisms'],
    [[65_536], 'expected an integer'],
    [[1, 256], 'expected an integer'],
    [[1, 0, -1], 'expected an integer'],
    [[1, 0, 'best'], ''],
    [[1, 0, null, Array.from({ length: 65 }, () => 0)], 'at most 64'],
    [[1, 0, null, [65_536]], 'expected an integer'],
    [[], 'expected an integer'],
  ])('refuses %j', async (params, reason) => {
    const { error } = await client.ask('plexus_explainEpoch', ...params)
    expect(error).toMatchObject({ code: -32_602, data: expect.stringContaining(reason) })
  })

  it.each([[1_000_000], [`0x${'ab'.repeat(32)}`]])('knows no block %s', async (block) => {
    expect((await client.ask('plexus_explainEpoch', 1, 0, block)).error).toMatchObject({
      code: 4003,
      message: expect.stringContaining('Header was not found in the database'),
    })
  })
})

describe('plexus_explainPayout', () => {
  it('tells what each staker got, which is what the stakes differ by', async () => {
    const found = (await client.call('plexus_explainPayout', hotkey, 1)) as {
      readonly payments: readonly { readonly amountAlphaRao: string }[]
      readonly stake: {
        readonly positions: readonly {
          readonly coldkey: string
          readonly beforeAlphaRao: string
          readonly afterAlphaRao: string
        }[]
      }
    }
    expect(found).toMatchObject({ block: EPOCH, hotkey, uid: 0, alphaPotAlphaRao: '2000000' })
    const [position] = found.stake.positions
    const totals = await Promise.all([EPOCH - 1, EPOCH].map(stakeAt))
    expect([position?.beforeAlphaRao, position?.afterAlphaRao]).toEqual(totals.map(String))
    const paid = found.payments.reduce((sum, each) => sum + BigInt(each.amountAlphaRao), 0n)
    expect((totals[1] ?? 0n) - (totals[0] ?? 0n)).toBe(paid)
    // All goes to the only stake there is, each of two payments rounded down.
    expect(2_000_000n - paid).toBeLessThanOrEqual(2n)
  })

  it('refuses a hotkey that had no part in it', async () => {
    const nobody = encodeSs58(accountId(new Uint8Array(32).fill(9)))
    expect((await client.ask('plexus_explainPayout', nobody, 1)).error).toMatchObject({
      code: -32_602,
      data: 'The hotkey had no part in the epoch of subnet 1 in block 100.',
    })
    expect((await client.ask('plexus_explainPayout', '0x00', 1)).error).toMatchObject({
      code: -32_602,
    })
  })

  /** Compact fields of `StakeInfo`: after two accounts and the netuid (one byte) comes the stake. */
  async function stakeAt(block: number): Promise<bigint> {
    const hash = await client.call('chain_getBlockHash', block)
    const state = (await client.call('subnetInfo_getSubnetState', 1, hash)) as readonly number[]
    const account = state.slice(3, 35)
    const args = `0x${Buffer.from([...account, ...account, 1, 0]).toString('hex')}`
    const api = 'StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid'
    const info = Buffer.from(
      ((await client.call('state_call', api, args, hash)) as string).slice(2),
      'hex',
    )
    return BigInt(info.readUInt32LE(66) >>> 2)
  }
})

describe('plexus_concentration', () => {
  it('measures stake, incentive and emission by hotkey and by coldkey', async () => {
    const one = { holders: 1, gini: '0.000000', top1: '1.000000', top20: '1.000000', nakamoto: 1 }
    const hash = await client.call('chain_getBlockHash', 1)
    expect(await client.call('plexus_concentration', 1, hash)).toMatchObject({
      block: 1,
      netuid: 1,
      stakeAlphaRao: {
        byHotkey: { ...one, total: '1000000000' },
        byColdkey: { ...one, total: '1000000000' },
      },
      incentiveU16: { byHotkey: { holders: 1, total: '0', top5: '0.000000', nakamoto: 0 } },
    })
    expect((await client.ask('plexus_concentration', 9)).error).toMatchObject({
      code: -32_602,
      data: 'There is no subnet 9.',
    })
  })
})

describe('over a chain that forgets', () => {
  it('refuses a block whose parent state is pruned', async () => {
    const { client: connect, chain } = await rpcWorld()
    const [one, two] = [chain.produce(), chain.produce()]
    chain.discard(one.hash)
    const peer = connect()
    for (const block of [two.number, `0x${Buffer.from(two.hash).toString('hex')}`]) {
      expect((await peer.ask('plexus_explainEpoch', 1, 0, block)).error).toMatchObject({
        code: 4003,
        message: expect.stringContaining('State already discarded'),
      })
    }
  })

  it('passes the rows on, and tells numbers below one and below zero', async () => {
    const asked: unknown[] = []
    const fraction = (raw: bigint, fractionBits: number) => ({ raw, fractionBits })
    const explained = {
      third: fraction(1_431_655_765n, 32),
      half: fraction(1n << 63n, 64),
      below: fraction(-1n << 31n, 32),
      absent: undefined,
      who: new Uint8Array(32),
    }
    const insight = {
      explainEpoch: (_block: unknown, question: unknown) => {
        asked.push(question)
        return explained as never
      },
    }
    const { client: connect, chain } = await rpcWorld({ insight })
    chain.produce()
    expect(await connect().call('plexus_explainEpoch', 5, 2, 1, [3, 4])).toEqual({
      blockHash: `0x${Buffer.from(chain.head().hash).toString('hex')}`,
      third: { value: '0.333333333255', raw: '1431655765' },
      half: { value: '0.500000000000', raw: '9223372036854775808' },
      below: { value: '-0.500000000000', raw: '-2147483648' },
      who: encodeSs58(accountId(new Uint8Array(32))),
    })
    expect(asked).toEqual([{ netuid: 5, mechid: 2, rows: [3, 4] }])
  })

  it('a bug of ours is an internal error', async () => {
    const insight = {
      concentration: () => {
        throw new Error('the reference and the kernel differ in consensus')
      },
    }
    const peer = (await rpcWorld({ insight })).client()
    expect((await peer.ask('plexus_concentration', 1)).error).toMatchObject({ code: -32_603 })
    expect(new InsightError('NoEpoch', 'x').name).toBe('InsightError')
  })
})
