import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addStake,
  burnedRegister,
  call,
  parseTao,
  registerSubnet,
  rootRegister,
  serveAxon,
  setHyperparameter,
  setTake,
  setWeights,
  startSubnet,
  submit,
  transfer,
} from '../../src/index.ts'
import { createKeyPair, createSignatures } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import type { ChainError } from '../../src/index.ts'
import { addressOf, createWorld } from './support.ts'
import type { World } from './support.ts'

let world: World
let netuid: number
let pauper: KeyPair
beforeAll(async () => {
  world = await createWorld()
  const { client, net } = world
  const { Alice, Bob } = net.accounts
  const window = call('AdminUtils.sudo_set_admin_freeze_window', { window: 0 })
  await submit(client, call('Sudo.sudo', { call: window }), { signer: Alice })
  netuid = (await registerSubnet(client, { hotkey: addressOf(Bob), signer: Bob })).netuid
  await startSubnet(client, { netuid, signer: Bob })
  pauper = createKeyPair({ scheme: 'Sr25519', uri: '//Pauper' }, await createSignatures())
}, 60_000)
afterAll(() => world.stop())

const root = (name: 'commitReveal' | 'servingRateLimit', value: boolean | bigint) =>
  setHyperparameter(world.client, {
    ...{ netuid, name, value: value as never, asRoot: true },
    signer: world.net.accounts.Alice,
  })

test('names the error of the chain and what it means', async () => {
  const { client, net } = world
  const { Alice, Bob } = net.accounts
  const little = addStake(client, {
    ...{ netuid, hotkey: addressOf(Bob), amount: parseTao('0.0001'), signer: Alice },
    slippage: 'off',
  })
  await expect(little).rejects.toMatchObject({
    name: 'ChainError',
    code: 'SubtensorModule.AmountTooLow',
    pallet: 'SubtensorModule',
    error: 'AmountTooLow',
    meaning: expect.stringMatching(/\S+ \S+/),
    receipt: { feeRao: expect.any(BigInt) },
  })
})

test('names errors of the runtime itself', async () => {
  const { client, net } = world
  const { Alice, Eve } = net.accounts
  await expect(startSubnet(client, { netuid, signer: Eve })).rejects.toMatchObject({
    code: 'BadOrigin',
    meaning: expect.stringContaining('another key'),
  })
  const tooMuch = transfer(client, {
    ...{ to: addressOf(Eve), amount: parseTao('1500000'), signer: Alice },
  })
  await expect(tooMuch).rejects.toMatchObject({ code: 'Token.FundsUnavailable' })
})

test('tells of what failed inside a call of the sudo key', async () => {
  const inner = call('AdminUtils.sudo_set_tempo', { netuid: 999, tempo: 10 })
  const wanted = call('Sudo.sudo', { call: inner })
  const failing = submit(world.client, wanted, { signer: world.net.accounts.Alice })
  await expect(failing).rejects.toMatchObject({ code: 'AdminUtils.SubnetDoesNotExist' })
})

test('tells why the pool refuses', async () => {
  const { client, net } = world
  const { Alice, Bob } = net.accounts
  const to = addressOf(Bob)
  const poor = transfer(client, { to, amount: parseTao('1'), signer: pauper })
  await expect(poor).rejects.toMatchObject({ code: 'Invalid', reason: 'Payment', rpcCode: 1010 })
  const stale = transfer(client, { to, amount: parseTao('1'), signer: Alice, nonce: 0 })
  await expect(stale).rejects.toMatchObject({ code: 'Invalid', reason: 'Stale' })
  const forged = { ...Alice, sign: () => new Uint8Array(64) }
  const bad = transfer(client, { to, amount: parseTao('1'), signer: forged })
  await expect(bad).rejects.toMatchObject({ code: 'Invalid', reason: 'BadProof' })
  const notMine = setTake(client, { hotkey: to, takeU16: 100, signer: Alice })
  await expect(notMine).rejects.toMatchObject({ code: 'Invalid', reason: expect.any(String) })
})

test('tells when weights can be set again', async () => {
  const { client, net } = world
  const { Bob } = net.accounts
  await root('commitReveal', false)
  const weights = new Map([[0, 1]])
  // Registering counts as an update.
  await net.mine(100)
  const { blockNumber: last } = await setWeights(client, { netuid, weights, signer: Bob })
  await net.mine(3)
  // The limit of a new subnet is 100 blocks (spec: 10-state, WeightsSetRateLimit).
  const error: unknown = await setWeights(client, { netuid, weights, signer: Bob }).catch(
    (caught: unknown) => caught,
  )
  expect(error).toMatchObject({
    code: 'Invalid',
    reason: 'RateLimitExceeded',
    retry: { atBlock: last + 100, inBlocks: 97, inMs: 97 * 250 },
    // 97 blocks of 0.25 s are 24.25 s.
    message: expect.stringContaining('97 blocks, about 24 s'),
  })
})

test('tells when an axon can be published again', async () => {
  const { client, net } = world
  const { Bob } = net.accounts
  await root('servingRateLimit', 40n)
  const axon = { netuid, ip: '192.0.2.1', port: 80, signer: Bob }
  const { blockNumber: last } = await serveAxon(client, axon)
  await expect(serveAxon(client, { ...axon, port: 81 })).rejects.toMatchObject({
    reason: 'ServingRateLimitExceeded',
    retry: { atBlock: last + 40, inBlocks: 40 },
  })
})

test('refuses a loopback address in the words of the pool', async () => {
  const { client, net } = world
  const axon = { netuid, ip: '127.0.0.1', port: 80, signer: net.accounts.Bob }
  await expect(serveAxon(client, axon)).rejects.toMatchObject({ reason: 'InvalidIpAddress' })
})

test('tells when a network can be registered again', async () => {
  const { client, net } = world
  const { Charlie } = net.accounts
  const first = await registerSubnet(client, { hotkey: addressOf(Charlie), signer: Charlie })
  const limit = call('AdminUtils.sudo_set_network_rate_limit', { rate_limit: 500n })
  await submit(client, call('Sudo.sudo', { call: limit }), { signer: net.accounts.Alice })
  const again = registerSubnet(client, { hotkey: addressOf(Charlie), signer: Charlie })
  await expect(again).rejects.toMatchObject({
    reason: 'RateLimitExceeded',
    retry: { atBlock: first.receipt.blockNumber + 500 },
  })
})

test('says nothing of a time where time does not help', async () => {
  const { client, net } = world
  const { Bob, Dave } = net.accounts
  await burnedRegister(client, { netuid, hotkey: addressOf(Dave), signer: Dave })
  const again = burnedRegister(client, { netuid, hotkey: addressOf(Dave), signer: Dave })
  const error: unknown = await again.catch((caught: unknown) => caught)
  expect(error).toMatchObject({ error: 'HotKeyAlreadyRegisteredInSubNet' })
  expect((error as ChainError).retry).toBeUndefined()
  await rootRegister(client, { hotkey: addressOf(Bob), signer: Bob })
})
