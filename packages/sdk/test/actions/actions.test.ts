import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addProxy,
  addStake,
  alphaFromRao,
  burnedRegister,
  call,
  callHash,
  claimRoot,
  estimateFee,
  explainEpoch,
  explainPayout,
  formatTao,
  getAlphaPrice,
  getBalance,
  getBurnCost,
  getChildkeyTake,
  getChildren,
  getConcentration,
  getDelegate,
  getHyperparameters,
  getIdentity,
  getMetagraph,
  getParents,
  getRootClaimType,
  getStake,
  getSubnet,
  getSubnetRegisterCost,
  getTake,
  getUid,
  listDelegates,
  listProxies,
  listStakes,
  listSubnets,
  moveStake,
  parseTao,
  proxyCall,
  registerSubnet,
  removeAllProxies,
  removeAllStake,
  removeStake,
  rootRegister,
  setChildkeyTake,
  setChildren,
  setHyperparameter,
  setIdentity,
  setRootClaimType,
  setSubnetIdentity,
  setTake,
  simulateStake,
  simulateUnstake,
  startSubnet,
  submit,
  swapStake,
  transfer,
  transferAll,
  transferStake,
  unstakeAll,
} from '../../src/index.ts'
import type { Client } from '../../src/index.ts'
import type { Localnet } from '@plexus/node'
import { addressOf, createWorld } from '../client/support.ts'
import type { World } from '../client/support.ts'

let world: World
let net: Localnet
let client: Client
let netuid: number
let other: number
let address: Readonly<Record<'Alice' | 'Bob' | 'Charlie' | 'Dave' | 'Eve' | 'Ferdie', string>>

beforeAll(async () => {
  world = await createWorld()
  ;({ net, client } = world)
  const { Alice, Bob } = net.accounts
  address = Object.fromEntries(
    Object.entries(net.accounts).map(([name, key]) => [name, addressOf(key)]),
  ) as typeof address
  for (const setter of [
    call('AdminUtils.sudo_set_admin_freeze_window', { window: 0 }),
    call('AdminUtils.sudo_set_network_rate_limit', { rate_limit: 0n }),
  ]) {
    await submit(client, call('Sudo.sudo', { call: setter }), { signer: Alice })
  }
  const identity = { name: 'folding', description: 'Folds.' }
  netuid = (await registerSubnet(client, { hotkey: address.Bob, identity, signer: Bob })).netuid
  other = (await registerSubnet(client, { hotkey: address.Bob, signer: Bob })).netuid
  await startSubnet(client, { netuid, signer: Bob })
  await startSubnet(client, { netuid: other, signer: Bob })
}, 120_000)
afterAll(() => world.stop())

describe('balances', () => {
  test('reads what can be sent: all but the existential deposit', async () => {
    const { free, transferable } = await getBalance(client, { account: address.Ferdie })
    expect(free - transferable).toBe(500n)
    const nobody = await getBalance(client, {
      account: addressOf({ ...net.accounts.Eve, account: new Uint8Array(32).fill(7) as never }),
    })
    expect(nobody).toEqual({ free: 0n, reserved: 0n, frozen: 0n, transferable: 0n })
  })

  test('estimates the fee that a transfer then costs', async () => {
    const signer = net.accounts.Ferdie
    const before = await getBalance(client, { account: address.Ferdie })
    const wanted = call('Balances.transfer_keep_alive', {
      ...{ dest: { type: 'Id', value: address.Eve }, value: parseTao('2') },
    })
    const fee = await estimateFee(client, wanted, { signer })
    const receipt = await transfer(client, { to: address.Eve, amount: parseTao('2'), signer })
    const after = await getBalance(client, { account: address.Ferdie })
    expect(receipt.feeRao).toBe(fee)
    expect(before.free - after.free).toBe(parseTao('2') + fee)
  })

  test('keeps the account alive unless told otherwise', async () => {
    const signer = net.accounts.Ferdie
    const { free } = await getBalance(client, { account: address.Ferdie })
    const nearlyAll = { to: address.Eve, amount: (free - 1_000_000n) as typeof free, signer }
    await transfer(client, nearlyAll)
    const rest = await getBalance(client, { account: address.Ferdie })
    const tooMuch = { to: address.Eve, amount: rest.free, signer }
    await expect(transfer(client, tooMuch)).rejects.toThrow()
    await transferAll(client, { to: address.Eve, keepAlive: false, signer })
    expect((await getBalance(client, { account: address.Ferdie })).free).toBe(0n)
  })
})

describe('subnets', () => {
  test('lists them with root first, and tells of one', async () => {
    const all = await listSubnets(client)
    expect(all.map((subnet) => subnet.netuid)).toEqual(expect.arrayContaining([0, netuid, other]))
    const one = await getSubnet(client, { netuid })
    expect(one).toMatchObject({ ownerColdkey: address.Bob, identity: { name: 'folding' } })
    expect(await getSubnet(client, { netuid: 99 })).toBeUndefined()
    expect(await getMetagraph(client, { netuid: 99 })).toBeUndefined()
  })

  test('changes identity and rules', async () => {
    const signer = net.accounts.Bob
    await setSubnetIdentity(client, { netuid, identity: { name: 'faltung ä' }, signer })
    expect((await getSubnet(client, { netuid }))?.identity?.name).toBe('faltung ä')
    const rule = { netuid, name: 'immunityPeriod', value: 77, signer } as const
    const { blockNumber } = await setHyperparameter(client, rule)
    expect((await getHyperparameters(client, { netuid }))?.immunity_period).toBe(77)
    // An owner may change a rule once in two epochs (spec: 10-state, OwnerHyperparamRateLimit).
    const { tempoBlocks } = (await getSubnet(client, { netuid }))!
    await expect(setHyperparameter(client, rule)).rejects.toMatchObject({
      error: 'TxRateLimitExceeded',
      retry: { atBlock: blockNumber + 2 * tempoBlocks },
    })
    const { Eve, Alice } = net.accounts
    const foreign = { netuid, name: 'immunityPeriod', value: 78 } as const
    await expect(setHyperparameter(client, { ...foreign, signer: Eve })).rejects.toMatchObject({
      code: 'BadOrigin',
    })
    await setHyperparameter(client, { ...foreign, signer: Alice, asRoot: true })
    expect((await getHyperparameters(client, { netuid }))?.immunity_period).toBe(78)
  })

  test('tells what registrations cost', async () => {
    // The least lock is 1,000 TAO, and it doubles with each registration (spec: 75 §7).
    expect(await getSubnetRegisterCost(client)).toBeGreaterThan(parseTao('1000'))
    const cost = await getBurnCost(client, { netuid })
    const signer = net.accounts.Charlie
    const limited = { netuid, hotkey: address.Charlie, signer }
    const low = burnedRegister(client, { ...limited, maxCost: (cost / 2n) as typeof cost })
    await expect(low).rejects.toMatchObject({ error: 'RegistrationPriceLimitExceeded' })
    const { uid } = await burnedRegister(client, { ...limited, maxCost: parseTao('100') })
    expect(await getUid(client, { netuid, hotkey: address.Charlie })).toBe(uid)
    expect(await getUid(client, { netuid, hotkey: address.Eve })).toBeUndefined()
  })
})

describe('staking', () => {
  const stake = { hotkey: '', coldkey: '' }
  beforeAll(() => Object.assign(stake, { hotkey: address.Charlie, coldkey: address.Dave }))

  test('gives what the simulation said', async () => {
    const amount = parseTao('1')
    const expected = await simulateStake(client, { netuid, amount })
    const signer = net.accounts.Dave
    const { alpha } = await addStake(client, { netuid, hotkey: address.Charlie, amount, signer })
    expect(alpha).toBe(expected.alpha)
    expect(await getStake(client, { ...stake, netuid })).toBe(alpha)
    const [listed] = await listStakes(client, { coldkey: address.Dave })
    expect(listed).toMatchObject({ netuid, hotkey: address.Charlie, amount: alpha })
  })

  test('buys nothing where the price would rise too far, unless told so', async () => {
    const { Dave } = net.accounts
    // More TAO than the pool has at first (1,000) moves the price by far more than 0.5 %.
    const parameters = { netuid, hotkey: address.Charlie, amount: parseTao('500'), signer: Dave }
    await expect(addStake(client, parameters)).rejects.toMatchObject({ error: 'SlippageTooHigh' })
    const partial = { ...parameters, slippage: { tolerance: 0.01, allowPartial: true } }
    const before = await getAlphaPrice(client, { netuid })
    const bought = await addStake(client, partial)
    expect(bought.alpha).toBeGreaterThan(0n)
    const after = await getAlphaPrice(client, { netuid })
    expect(after).toBeLessThanOrEqual((before * 1_010_001n) / 1_000_000n)
    await addStake(client, { ...parameters, slippage: 'off' })
  })

  test('sells with a guard, in part and in full', async () => {
    const { Dave } = net.accounts
    const amount = alphaFromRao(netuid, 1_000_000_000n)
    const expected = await simulateUnstake(client, { netuid, amount })
    const parameters = { netuid, hotkey: address.Charlie, signer: Dave }
    const { tao } = await removeStake(client, { ...parameters, amount })
    expect(tao, formatTao(tao)).toBe(expected.tao)
    await expect(removeAllStake(client, parameters)).rejects.toMatchObject({
      error: 'SlippageTooHigh',
    })
    await removeAllStake(client, { ...parameters, slippage: { tolerance: 0.9 } })
    expect(await getStake(client, { ...stake, netuid })).toBe(0n)
  })

  test('moves, swaps and gives away', async () => {
    const { Dave } = net.accounts
    const { alpha } = await addStake(client, {
      ...{ netuid, hotkey: address.Charlie, amount: parseTao('2'), signer: Dave },
    })
    const quarter = alphaFromRao(netuid, alpha / 4n)
    const from = { netuid, hotkey: address.Charlie, amount: quarter, signer: Dave }
    await moveStake(client, { ...from, destinationHotkey: address.Bob })
    // Shares of a pool are rounded: the last rao may stay behind.
    const near = [quarter - 1n, quarter]
    const moved = { hotkey: address.Bob, coldkey: address.Dave, netuid }
    expect(near).toContain(await getStake(client, moved))
    await swapStake(client, { ...from, destinationNetuid: other, slippage: { tolerance: 0.05 } })
    const swapped = await getStake(client, { ...stake, netuid: other })
    expect(swapped).toBeGreaterThan(0n)
    await transferStake(client, { ...from, to: address.Eve })
    const given = await getStake(client, { hotkey: address.Charlie, coldkey: address.Eve, netuid })
    expect(near).toContain(given)
    const far = { ...from, to: address.Eve, destinationNetuid: other, slippage: { tolerance: 0 } }
    await expect(transferStake(client, far)).rejects.toMatchObject({ code: 'SlippageTooHigh' })
    await unstakeAll(client, { hotkey: address.Charlie, signer: Dave })
    expect(await getStake(client, { ...stake, netuid: other })).toBe(0n)
  })
})

describe('validators', () => {
  test('take, identity, delegates', async () => {
    const signer = net.accounts.Charlie
    const hotkey = address.Charlie
    await setTake(client, { hotkey, takeU16: 5000, signer })
    expect(await getTake(client, { hotkey })).toBe(5000)
    await setIdentity(client, { identity: { name: 'Charlie', url: 'https://c.example' }, signer })
    expect(await getIdentity(client, { coldkey: hotkey })).toMatchObject({ name: 'Charlie' })
    expect(await getIdentity(client, { coldkey: address.Eve })).toBeUndefined()
    expect(await getDelegate(client, { hotkey })).toMatchObject({ takeU16: 5000 })
    const delegates = await listDelegates(client)
    expect(delegates.map((delegate) => delegate.hotkey)).toContain(hotkey)
    await setChildkeyTake(client, { hotkey, netuid, takeU16: 1000, signer })
    expect(await getChildkeyTake(client, { hotkey, netuid })).toBe(1000)
  })

  test('children, after their waiting time, and when they can be set again', async () => {
    const { Alice, Charlie } = net.accounts
    const cooldown = call('SubtensorModule.set_pending_childkey_cooldown', { cooldown: 1n })
    await submit(client, call('Sudo.sudo', { call: cooldown }), { signer: Alice })
    const children = new Map([[address.Eve, 0.25]])
    const parameters = { hotkey: address.Charlie, netuid, children, signer: Charlie }
    const { blockNumber } = await setChildren(client, parameters)
    // One change in 150 blocks (spec: 20-calls §3).
    await expect(setChildren(client, parameters)).rejects.toMatchObject({
      ...{ error: 'TxRateLimitExceeded', retry: { atBlock: blockNumber + 150 } },
    })
    const tempo = (await getSubnet(client, { netuid }))!.tempoBlocks
    await net.mine(2 * tempo + 2)
    const found = await getChildren(client, { hotkey: address.Charlie, netuid })
    expect(found.get(address.Eve)).toBeCloseTo(0.25, 12)
    const parents = await getParents(client, { hotkey: address.Eve, netuid })
    expect([...parents.keys()]).toEqual([address.Charlie])
  })

  test('root: register, choose what becomes of what it earns, claim', async () => {
    const signer = net.accounts.Charlie
    await rootRegister(client, { hotkey: address.Charlie, signer })
    expect(await getUid(client, { netuid: 0, hotkey: address.Charlie })).toBeTypeOf('number')
    await setRootClaimType(client, { claim: [netuid], signer })
    expect(await getRootClaimType(client, { coldkey: address.Charlie })).toEqual([netuid])
    await setRootClaimType(client, { claim: 'keep', signer })
    expect(await getRootClaimType(client, { coldkey: address.Charlie })).toBe('keep')
    await claimRoot(client, { netuids: [netuid], signer })
    await expect(claimRoot(client, { netuids: [], signer })).rejects.toMatchObject({
      error: 'InvalidSubnetNumber',
    })
  })
})

test('lets a proxy act, and no further than allowed', async () => {
  const { Charlie, Dave } = net.accounts
  await addProxy(client, { delegate: address.Dave, proxyType: 'Staking', signer: Charlie })
  const { proxies, deposit } = await listProxies(client, { account: address.Charlie })
  expect(proxies).toEqual([{ delegate: address.Dave, proxyType: 'Staking', delayBlocks: 0 }])
  expect(deposit).toBeGreaterThan(0n)
  const inner = call('SubtensorModule.add_stake', {
    ...{ hotkey: address.Charlie, netuid, amount_staked: parseTao('1') },
  })
  await proxyCall(client, { real: address.Charlie, call: inner, signer: Dave })
  const own = { hotkey: address.Charlie, coldkey: address.Charlie, netuid }
  expect(await getStake(client, own)).toBeGreaterThan(0n)
  const theft = call('Balances.transfer_all', {
    ...{ dest: { type: 'Id', value: address.Dave }, keep_alive: false },
  } as const)
  await expect(
    proxyCall(client, { real: address.Charlie, call: theft, signer: Dave }),
  ).rejects.toMatchObject({ code: 'System.CallFiltered' })
  await removeAllProxies(client, { signer: Charlie })
  expect((await listProxies(client, { account: address.Charlie })).proxies).toEqual([])
  expect(await callHash(client, inner)).toMatch(/^0x[0-9a-f]{64}$/)
})

test('explains the last epoch and a payout of it', async () => {
  const tempo = (await getSubnet(client, { netuid }))!.tempoBlocks
  await net.mine(tempo + 1)
  const epoch = await explainEpoch(client, { netuid })
  expect(epoch).toMatchObject({ netuid, mechid: 0 })
  expect(epoch.neurons.map(({ hotkey }) => hotkey)).toContain(address.Charlie)
  const payout = await explainPayout(client, { hotkey: address.Charlie, netuid })
  expect(payout).toMatchObject({ hotkey: address.Charlie, block: epoch.block })
  const { stakeAlphaRao } = await getConcentration(client, { netuid })
  expect(stakeAlphaRao.byHotkey.holders).toBe(epoch.neurons.length)
  await expect(explainEpoch(client, { netuid, block: epoch.block - 1 })).rejects.toMatchObject({
    ...{ code: 'RpcError', rpcCode: 20_000 },
  })
})
