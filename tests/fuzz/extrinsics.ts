import { bytes, bytesToHex, concatBytes, encode, hash, mortalEra } from '@plexus/primitives'
import { allCalls, callOf, encodeCall } from '@plexus/runtime'
import { randomEncoding, signExtrinsic } from '@plexus/testing'
import type { Random, SigningOptions } from '@plexus/testing'
import { corrupt } from './corrupt.ts'
import { requestFrame } from './world.ts'
import type { Generator, World } from './world.ts'

/** Transactions that are damaged, wrongly signed, too deep or too long, over every way in. */
export const extrinsics: Generator = (world, random, at) => {
  const { label, blob } = made(world, random)
  const hex = bytesToHex(blob)
  const validate = bytesToHex(concatBytes(Uint8Array.of(random.below(4)), blob, world.genesisHash))
  const { method, params } = random.pick<{ method: string; params: readonly unknown[] }>([
    { method: 'author_submitExtrinsic', params: [hex] },
    { method: 'author_submitExtrinsic', params: [hex] },
    { method: 'author_submitAndWatchExtrinsic', params: [hex] },
    { method: 'transaction_v1_broadcast', params: [hex] },
    { method: 'transactionWatch_v1_submitAndWatch', params: [hex] },
    { method: 'state_call', params: ['TaggedTransactionQueue_validate_transaction', validate] },
    { method: 'dev_newBlock', params: [{ transactions: [hex] }] },
    { method: 'system_dryRun', params: [hex] },
  ])
  return requestFrame(`${label} by ${method}`, random, { id: at, method, params })
}

/** A transfer that a fresh account of this stretch can pay. */
export const validTransfer = (world: World, random: Random): Uint8Array =>
  signed(world, random, transfer(world, random))

/** A transfer, not signed. */
export const validCall = (world: World, random: Random): Uint8Array => transfer(world, random)

interface Made {
  readonly label: string
  readonly blob: Uint8Array
}

const WRAPPERS = ['Utility.batch', 'Utility.batch_all', 'Utility.force_batch', 'Sudo.sudo']
const MIB = 1 << 20

function made(world: World, random: Random): Made {
  const kind = random.below(100)
  if (kind < 10) return { label: 'random bytes', blob: random.bytes(random.below(300)) }
  if (kind < 20)
    return { label: 'random body', blob: encode(bytes, random.bytes(random.below(300))) }
  if (kind < 45) return flipped(world, random)
  if (kind < 55) return { label: 'corrupt', blob: corrupt(validTransfer(world, random), random) }
  if (kind < 65) return reframed(world, random)
  if (kind < 75) return wronglySigned(world, random)
  if (kind < 88) return anyCall(world, random)
  if (kind < 95) return deep(world, random)
  if (kind < 97) return { label: 'good transfer', blob: validTransfer(world, random) }
  return long(world, random)
}

function transfer(world: World, random: Random): Uint8Array {
  const dest = { type: 'Id', value: random.pick(world.signers).account }
  const value = BigInt(1_000 + random.below(1_000_000))
  return encodeCall(callOf('Balances', 'transfer_keep_alive', { dest, value }))
}

function signed(
  world: World,
  random: Random,
  call: Uint8Array,
  options: Partial<SigningOptions> = {},
): Uint8Array {
  const versions = { specVersion: 425, transactionVersion: 1 }
  const signer = random.pick(world.signers)
  const nonce = random.oneIn(2) ? 0 : random.below(4)
  const standard = { signer, nonce, genesisHash: world.genesisHash, ...versions }
  return signExtrinsic(call, { ...standard, ...options }, world.hasher)
}

/** One byte changed in one part, after signing. */
function flipped(world: World, random: Random): Made {
  const blob = signed(world, random, transfer(world, random), { nonce: random.below(64), tip: 0n })
  // Offsets of an immortal transfer with one-byte nonce and tip.
  const parts = [
    ['length', 0, 2],
    ['version', 2, 3],
    ['address', 3, 36],
    ['signature', 36, 101],
    ['era', 101, 102],
    ['nonce', 102, 103],
    ['tip', 103, 104],
    ['mode', 104, 105],
    ['call', 105, blob.length],
  ] as const
  const [part, from, to] = random.pick(parts)
  const at = from + random.below(to - from)
  blob[at] = random.oneIn(2) ? random.below(256) : (blob[at] ?? 0) ^ (1 << random.below(8))
  return { label: `changed ${part}`, blob }
}

/** A damaged body behind a length that fits it. */
function reframed(world: World, random: Random): Made {
  const body = validTransfer(world, random).subarray(2)
  return { label: 'corrupt body', blob: encode(bytes, corrupt(body, random)) }
}

function wronglySigned(world: World, random: Random): Made {
  const other = hash(random.bytes(32))
  const variants: readonly (readonly [string, Partial<SigningOptions>])[] = [
    ['genesis', { genesisHash: other }],
    ['spec version', { specVersion: random.below(1_000) }],
    ['transaction version', { transactionVersion: 2 }],
    ['nonce', { nonce: random.pick([63, 64, 16_384, 2 ** 30, 2 ** 32 - 1]) }],
    ['tip', { tip: random.pick([1n, 1n << 40n, (1n << 64n) - 1n]) }],
    ['birth block', { era: mortalEra(64, random.below(64)), birthHash: other }],
    ['era', { era: mortalEra(random.pick([4, 8, 65_536]), random.below(65_536)) }],
  ]
  const [what, options] = random.pick(variants)
  return { label: `wrong ${what}`, blob: signed(world, random, transfer(world, random), options) }
}

/** Any call with any arguments of its types, sometimes damaged before it is signed. */
function anyCall(world: World, random: Random): Made {
  const call = random.pick(allCalls())
  const pool = { accounts: world.signers.map(({ account }) => account) }
  const plain = concatBytes(
    Uint8Array.of(call.pallet.index, call.index),
    randomEncoding(call.args, random, pool),
  )
  const isDamaged = random.oneIn(3)
  const blob = signed(world, random, isDamaged ? corrupt(plain, random) : plain)
  return { label: `${isDamaged ? 'damaged ' : ''}${call.pallet.name}.${call.name}`, blob }
}

/** Calls in calls; the deepest that the pool takes is 8. */
function deep(world: World, random: Random): Made {
  const depth = random.pick([2, 7, 8, 9, 10, 32, 256, 257, 5_000, 60_000])
  const wrappers = allCalls().filter(({ name, pallet }) =>
    WRAPPERS.includes(`${pallet.name}.${name}`),
  )
  const { pallet, index, name } = random.pick(wrappers)
  const level = name === 'sudo' ? [pallet.index, index] : [pallet.index, index, 4]
  const nest = new Uint8Array(level.length * depth)
  for (let at = 0; at < nest.length; at += 1) nest[at] = level[at % level.length] ?? 0
  const blob = signed(world, random, concatBytes(nest, transfer(world, random)))
  return { label: `${name} ${depth} deep`, blob }
}

/** Remarks of kilobytes, some of megabytes; a block holds 10 MiB, of which 7.5 for normal calls. */
function long(world: World, random: Random): Made {
  const size = random.oneIn(40) ? random.pick([7, 8, 11]) * MIB : random.below(100_000)
  const remark = new Uint8Array(size).fill(random.below(256))
  const call = encodeCall(callOf('System', 'remark', { remark }))
  return { label: `remark of ${size} bytes`, blob: signed(world, random, call) }
}
