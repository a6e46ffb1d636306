import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addProxy,
  addStake,
  alphaFromRao,
  announceColdkeySwap,
  announceProxyCall,
  associateHotkey,
  burnAlpha,
  burnedRegister,
  call,
  callHash,
  clearColdkeySwap,
  createPureProxy,
  disputeColdkeySwap,
  getBalance,
  getStake,
  getSubnet,
  getUid,
  listProxies,
  lockStake,
  moveLock,
  parseTao,
  proxyAnnouncedCall,
  readStorage,
  recycleAlpha,
  registerSubnet,
  rejectProxyCall,
  removeProxy,
  removeStake,
  setAlphaValues,
  setAutoStake,
  setHyperparameter,
  setPerpetualLock,
  setSubnetSymbol,
  setTempo,
  startSubnet,
  submit,
  swapAnnouncedColdkey,
  swapHotkey,
  triggerEpoch,
  unstakeAllAlpha,
} from '../../src/index.ts'
import type { Call, Client } from '../../src/index.ts'
import type { Localnet } from '@plexus/node'
import { addressOf, createWorld } from '../client/support.ts'
import type { World } from '../client/support.ts'

let world: World
let client: Client
let net: Localnet
let netuid: number
const address = (name: keyof Localnet['accounts']): string => addressOf(net.accounts[name])
const sudo = (inner: Call) =>
  submit(client, call('Sudo.sudo', { call: inner }), { signer: net.accounts.Alice })

beforeAll(async () => {
  world = await createWorld()
  ;({ client, net } = world)
  const { Bob, Charlie } = net.accounts
  await sudo(call('AdminUtils.sudo_set_admin_freeze_window', { window: 0 }))
  netuid = (await registerSubnet(client, { hotkey: address('Bob'), signer: Bob })).netuid
  await startSubnet(client, { netuid, signer: Bob })
  await burnedRegister(client, { netuid, hotkey: address('Charlie'), signer: Charlie })
  const bought = { netuid, hotkey: address('Charlie'), amount: parseTao('2'), signer: Charlie }
  await addStake(client, bought)
}, 120_000)
afterAll(() => world.stop())

test('burns and recycles staked alpha', async () => {
  const signer = net.accounts.Charlie
  const own = { hotkey: address('Charlie'), coldkey: address('Charlie'), netuid }
  const before = await getStake(client, own)
  const amount = alphaFromRao(netuid, 1_000_000n)
  await burnAlpha(client, { hotkey: address('Charlie'), netuid, amount, signer })
  await recycleAlpha(client, { hotkey: address('Charlie'), netuid, amount, signer })
  const lost = before - (await getStake(client, own))
  expect(Number(lost - 2_000_000n)).toBeLessThanOrEqual(2)
})

test('changes symbol, tempo and alpha values of a subnet', async () => {
  const signer = net.accounts.Bob
  await setSubnetSymbol(client, { netuid, symbol: 'ξ', signer })
  expect((await getSubnet(client, { netuid }))?.symbol).toBe('ξ')
  const off = { netuid, lowU16: 2000, highU16: 50_000, signer }
  await expect(setAlphaValues(client, off)).rejects.toMatchObject({ error: 'LiquidAlphaDisabled' })
  await setHyperparameter(client, { netuid, name: 'liquidAlpha', value: true, signer })
  await setAlphaValues(client, off)
  await expect(triggerEpoch(client, { netuid, signer })).rejects.toMatchObject({
    error: 'DynamicTempoBlockedByCommitReveal',
  })
  await setTempo(client, { netuid, tempoBlocks: 360, signer })
  expect((await getSubnet(client, { netuid }))?.tempoBlocks).toBe(360)
})

test('locks stake, which then cannot be sold', async () => {
  const signer = net.accounts.Charlie
  const hotkey = address('Charlie')
  const amount = await getStake(client, { hotkey, coldkey: hotkey, netuid })
  await lockStake(client, { hotkey, netuid, amount, signer })
  await setPerpetualLock(client, { netuid, enabled: true, signer })
  // The tempo is 360 by now: no epoch brings anything that would be free.
  const sale = { hotkey, netuid, amount, signer, slippage: 'off' } as const
  await expect(removeStake(client, sale)).rejects.toMatchObject({ error: 'StakeUnavailable' })
  await moveLock(client, { netuid, hotkey: address('Bob'), signer })
  await setAutoStake(client, { netuid, hotkey, signer })
  const chosen = await readStorage(client, 'SubtensorModule.AutoStakeDestination', [hotkey, netuid])
  expect(chosen).toBe(hotkey)
})

test('makes an account without a key, and announces before acting', async () => {
  const { Charlie, Dave, Eve } = net.accounts
  const made = await createPureProxy(client, { proxyType: 'Any', signer: Eve })
  const { proxies } = await listProxies(client, { account: made.account })
  expect(proxies).toEqual([{ delegate: address('Eve'), proxyType: 'Any', delayBlocks: 0 }])
  const late = { delegate: address('Dave'), proxyType: 'Any', delayBlocks: 3 } as const
  await addProxy(client, { ...late, signer: Charlie })
  const wanted = call('System.remark', { remark: new Uint8Array([1]) })
  const hash = await callHash(client, wanted)
  const announced = { real: address('Charlie'), callHash: hash, signer: Dave }
  await announceProxyCall(client, announced)
  const act = {
    ...{ delegate: address('Dave'), real: address('Charlie'), call: wanted, signer: Dave },
  }
  await expect(proxyAnnouncedCall(client, act)).rejects.toMatchObject({ error: 'Unannounced' })
  await net.mine(3)
  await proxyAnnouncedCall(client, act)
  await announceProxyCall(client, announced)
  await rejectProxyCall(client, { delegate: address('Dave'), callHash: hash, signer: Charlie })
  await removeProxy(client, { ...late, signer: Charlie })
  expect((await listProxies(client, { account: address('Charlie') })).proxies).toEqual([])
})

test('puts a new hotkey in the place of an old one', async () => {
  const { Charlie } = net.accounts
  const newHotkey = addressOf({ ...Charlie, account: new Uint8Array(32).fill(9) as never })
  const old = { hotkey: address('Charlie'), coldkey: address('Charlie'), netuid }
  const uid = await getUid(client, old)
  const stake = await getStake(client, old)
  await swapHotkey(client, { hotkey: address('Charlie'), newHotkey, signer: Charlie })
  expect(await getUid(client, { ...old, hotkey: newHotkey })).toBe(uid)
  expect(await getStake(client, { ...old, hotkey: newHotkey })).toBe(stake)
  expect(await getStake(client, old)).toBe(0n)
})

test('announces a new coldkey, waits, and hands over to it; others take it back or dispute it', async () => {
  const { Charlie, Dave, Ferdie } = net.accounts
  const newColdkey = addressOf({ ...Charlie, account: new Uint8Array(32).fill(7) as never })
  await sudo(call('AdminUtils.sudo_set_coldkey_swap_announcement_delay', { duration: 3 }))
  await sudo(call('AdminUtils.sudo_set_coldkey_swap_reannouncement_delay', { duration: 1 }))
  const tooEarly = { code: 'SubtensorModule.ColdkeySwapTooEarly' }
  await announceColdkeySwap(client, { newColdkey, signer: Charlie })
  const swap = { newColdkey, signer: Charlie }
  await expect(swapAnnouncedColdkey(client, swap)).rejects.toMatchObject(tooEarly)
  for (const signer of [Dave, Ferdie]) await announceColdkeySwap(client, { newColdkey, signer })
  await disputeColdkeySwap(client, { signer: Ferdie })
  await net.mine(4)
  await clearColdkeySwap(client, { signer: Dave })
  await swapAnnouncedColdkey(client, swap)
  const { free } = await getBalance(client, { account: newColdkey })
  expect(free).toBeGreaterThan(parseTao('1'))
})

test('takes over a hotkey that nobody owns, and sells all for root stake', async () => {
  const { Charlie, Dave } = net.accounts
  const hotkey = addressOf({ ...Charlie, account: new Uint8Array(32).fill(8) as never })
  await associateHotkey(client, { hotkey, signer: Dave })
  expect(await readStorage(client, 'SubtensorModule.Owner', [hotkey])).toBe(address('Dave'))
  await addStake(client, { netuid, hotkey, amount: parseTao('1'), signer: Dave })
  await unstakeAllAlpha(client, { hotkey, signer: Dave })
  const own = { hotkey, coldkey: address('Dave') }
  expect(await getStake(client, { ...own, netuid })).toBe(0n)
  expect(await getStake(client, { ...own, netuid: 0 })).toBeGreaterThan(parseTao('0.9'))
})
