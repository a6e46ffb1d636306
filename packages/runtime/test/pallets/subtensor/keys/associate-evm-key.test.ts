import { keccak_256 } from '@noble/hashes/sha3.js'
import {
  bytesToHex,
  concatBytes,
  createSignatures,
  encode,
  hexToBytes,
  u64,
  uid,
} from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { associateEvmKey } from '../../../../src/pallets/subtensor/keys/calls/associate-evm-key.ts'
import { appendNeuron } from '../../../../src/pallets/subtensor/registration/neurons.ts'
import { Owner } from '../../../../src/pallets/subtensor/storage/keys.ts'
import { AssociatedEvmAddress, Uids } from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { ZERO_ACCOUNT } from '../../../../src/pallets/subtensor/types.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { atBlock, FIRST } from '../economy-kit.ts'
import { keysWorld, NOW, OLD } from './keys-kit.ts'

const { ecdsa } = await createSignatures()

/** The first account of the development nodes of Ethereum (Hardhat, Anvil). */
const SECRET = hexToBytes('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const ADDRESS = hexToBytes('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266')
const GROUP_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const ETHEREUM_V = 27
const BLOCK = 4242n
const by = signed(OLD)

/** EIP-191 over hotkey and hash of the block number, put together from the protocol. */
function sign(hotkey: Uint8Array = OLD, block = BLOCK): Uint8Array {
  const message = concatBytes(hotkey, keccak_256(encode(u64, block)))
  const header = new TextEncoder().encode('\x19Ethereum Signed Message:\n64')
  return ecdsa.signPrehashed(SECRET, keccak_256(concatBytes(header, message)))
}

/** The same signature with another v. */
function withV(change: (v: number) => number, signature = sign()): Uint8Array {
  return signature.with(64, change(signature[64] ?? 0))
}

function withHighS(signature: Uint8Array): Uint8Array {
  const s = GROUP_ORDER - BigInt(bytesToHex(signature.slice(32, 64)))
  const high = concatBytes(
    signature.slice(0, 32),
    hexToBytes(s.toString(16).padStart(64, '0')),
    signature.slice(64),
  )
  return withV((v) => v ^ 1, high)
}

const associate = (signature = sign(), evm_key = ADDRESS, netuid = FIRST) =>
  associateEvmKey.with({ netuid, evm_key, block_number: BLOCK, signature })

/** The old hotkey has uid 1 on the first subnet. */
let ctx: Context
beforeEach(() => {
  ctx = keysWorld()
  appendNeuron(ctx, FIRST, OLD)
})

describe('associate_evm_key', () => {
  test.each([
    ['with plain v', sign()],
    ['with Ethereum’s v', withV((v) => v + ETHEREUM_V)],
  ] as const)('ties the key that signed %s to the uid', (_, signature) => {
    const events = succeeds(ctx, associate(signature), by)
    const value = {
      ...{ netuid: FIRST, hotkey: OLD, evm_key: ADDRESS },
      block_associated: BigInt(NOW),
    }
    expect(events).toEqual([['SubtensorModule.EvmKeyAssociated', value]])
    expect(AssociatedEvmAddress.get(ctx, FIRST, uid(1))).toEqual([ADDRESS, BigInt(NOW)])
  })

  test.each([
    ['Root', ROOT],
    ['nobody', NONE],
  ] as const)('is not for %s', (_, origin) => {
    fails(ctx, associate(), origin, { type: 'BadOrigin' })
  })

  test('asks for an owner, a uid, the last time, a signature, the address, in this order', () => {
    const wrong = associate(
      withV(() => 4),
      new Uint8Array(20),
    )
    AssociatedEvmAddress.set(ctx, FIRST, uid(1), [ADDRESS, BigInt(NOW)])
    Owner.remove(ctx, OLD)
    Uids.remove(ctx, FIRST, OLD)
    fails(ctx, wrong, by, errors.NonAssociatedColdKey)
    Owner.set(ctx, OLD, ZERO_ACCOUNT)
    fails(ctx, wrong, by, errors.NonAssociatedColdKey)
    Owner.set(ctx, OLD, OLD)
    fails(ctx, wrong, by, errors.HotKeyNotRegisteredInSubNet)
    Uids.set(ctx, FIRST, OLD, 1)
    fails(ctx, wrong, by, errors.EvmKeyAssociateRateLimitExceeded)
    atBlock(ctx, NOW + 1)
    fails(ctx, wrong, by, errors.InvalidIdentity)
    fails(ctx, associate(sign(), new Uint8Array(20)), by, errors.InvalidRecoveredPublicKey)
    succeeds(ctx, associate(), by)
  })

  test.each([4, 26, 31, 255])('refuses a signature whose v is %s', (v) => {
    fails(ctx, associate(withV(() => v)), by, errors.InvalidIdentity)
  })

  test('refuses high s and what is no signature at all', () => {
    fails(ctx, associate(withHighS(sign())), by, errors.InvalidIdentity)
    fails(ctx, associate(new Uint8Array(65)), by, errors.InvalidIdentity)
    fails(ctx, associate(new Uint8Array(65).fill(255)), by, errors.InvalidIdentity)
  })

  test.each([
    ['another hotkey', sign(new Uint8Array(32))],
    ['another block', sign(OLD, BLOCK + 1n)],
  ] as const)('refuses a signature for %s', (_, signature) => {
    fails(ctx, associate(signature), by, errors.InvalidRecoveredPublicKey)
  })

  test('is refused for a day in the normal build, counted from block 0', () => {
    ctx = keysWorld('normal')
    appendNeuron(ctx, FIRST, OLD)
    atBlock(ctx, 7199)
    fails(ctx, associate(), by, errors.EvmKeyAssociateRateLimitExceeded)
    atBlock(ctx, 7200)
    succeeds(ctx, associate(), by)
    atBlock(ctx, 14_399)
    fails(ctx, associate(), by, errors.EvmKeyAssociateRateLimitExceeded)
  })

  test('is free', () => {
    expect(associateEvmKey.info({}, ctx.config).paysFee).toBe(false)
  })
})
