import { bytesToHex, encode, hash, hexToBytes } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import {
  balanceOnHold,
  endow,
  freeBalance,
  reserve,
  reservedBalance,
} from '../../src/pallets/balances/index.ts'
import { ensureUpdated } from '../../src/pallets/preimage/calls/ensure-updated.ts'
import { notePreimage, unnotePreimage } from '../../src/pallets/preimage/calls/note.ts'
import { requestPreimage, unrequestPreimage } from '../../src/pallets/preimage/calls/request.ts'
import { errors } from '../../src/pallets/preimage/errors.ts'
import {
  bound,
  drop,
  have,
  lookupHash,
  lookupLength,
  peek,
  realize,
  requestCall,
} from '../../src/pallets/preimage/index.ts'
import { preimagesMatchStatuses } from '../../src/pallets/preimage/invariants.ts'
import { PreimageFor, RequestStatusFor, StatusFor } from '../../src/pallets/preimage/storage.ts'
import { RequestStatus } from '../../src/pallets/preimage/types.ts'
import { remark } from '../../src/pallets/system/calls/remark.ts'
import { account, host } from '../helpers/test-context.ts'
import { BAD_ORIGIN, createTestChain } from './scheduler-kit.ts'
import type { TestChain } from './scheduler-kit.ts'

const REASON = { type: 'Preimage', value: 'Preimage' } as const
const alice = account(1)
const bob = account(2)
const poor = account(3)
const RICH = 1_000_000_000n

const ABC = new TextEncoder().encode('abc')
/** BLAKE2b-256 of "abc", a published vector. */
const ABC_HASH = hash(
  hexToBytes('0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319'),
)
/** Two items of 20,000,000 rao, and 64 + 3 bytes of 1,000,000 rao. */
const ABC_DEPOSIT = 107_000_000n

const note = notePreimage.with({ bytes: ABC })
const unnote = unnotePreimage.with({ hash: ABC_HASH })
const request = requestPreimage.with({ hash: ABC_HASH })
const unrequest = unrequestPreimage.with({ hash: ABC_HASH })

let chain: TestChain
beforeEach(() => {
  chain = createTestChain()
  endow(chain.ctx, [
    [alice, RICH],
    [bob, RICH],
    [poor, ABC_DEPOSIT],
  ])
})

const held = (who = alice): bigint => balanceOnHold(chain.ctx, REASON, who)
const status = (of: Hash = ABC_HASH): RequestStatus | undefined =>
  RequestStatusFor.get(chain.ctx, of)
const stored = (): Uint8Array | undefined => PreimageFor.get(chain.ctx, [ABC_HASH, 3])
const requested = (count: number, ticket?: readonly [typeof alice, bigint], len?: number) => ({
  type: 'Requested',
  value: { maybe_ticket: ticket, count, maybe_len: len },
})
const unrequested = { type: 'Unrequested', value: { ticket: [alice, ABC_DEPOSIT], len: 3 } }
const ticket = [alice, ABC_DEPOSIT] as const

describe('noting', () => {
  test('an account pays a deposit for the bytes', () => {
    expect(chain.run(note, signed(alice)).isFree).toBe(false)
    expect(chain.events()).toEqual([['Preimage.Noted', { hash: ABC_HASH }]])
    expect(held()).toBe(ABC_DEPOSIT)
    expect(freeBalance(chain.ctx, alice)).toBe(RICH - ABC_DEPOSIT)
    expect(status()).toEqual(unrequested)
    expect(stored()).toEqual(ABC)
  })

  test('nobody notes it again', () => {
    chain.run(note, signed(alice))
    chain.refuse(note, errors.AlreadyNoted, signed(alice))
    chain.refuse(note, errors.AlreadyNoted, signed(bob))
  })

  test('Root notes without a deposit, and the preimage is requested', () => {
    expect(chain.run(note).isFree).toBe(true)
    expect(chain.events()).toEqual([['Preimage.Noted', { hash: ABC_HASH }]])
    expect(status()).toEqual(requested(1, undefined, 3))
    expect(stored()).toEqual(ABC)
  })

  test('Root takes over what an account noted, the deposit stays', () => {
    chain.run(note, signed(alice))
    expect(chain.run(note).isFree).toBe(true)
    expect(status()).toEqual(requested(1, ticket, 3))
    expect(held()).toBe(ABC_DEPOSIT)
  })

  test('an account brings a requested preimage for free', () => {
    chain.run(request)
    chain.events()
    expect(chain.run(note, signed(alice)).isFree).toBe(true)
    expect(chain.events()).toEqual([['Preimage.Noted', { hash: ABC_HASH }]])
    expect(status()).toEqual(requested(1, undefined, 3))
    expect(held()).toBe(0n)
  })

  test('4 MiB are the most', () => {
    chain.run(notePreimage.with({ bytes: new Uint8Array(4_194_304) }))
    const bytes = new Uint8Array(4_194_305)
    chain.refuse(notePreimage.with({ bytes }), errors.TooBig)
    chain.refuse(notePreimage.with({ bytes }), errors.TooBig, signed(alice))
  })

  test('who cannot pay and stay alive is refused', () => {
    chain.refuse(note, { type: 'Token', value: 'FundsUnavailable' }, signed(poor))
    chain.refuse(note, { type: 'Token', value: 'FundsUnavailable' }, signed(account(9)))
  })
})

describe('taking back', () => {
  test('the owner gets the deposit and the preimage goes', () => {
    chain.run(note, signed(alice))
    chain.events()
    chain.run(unnote, signed(alice))
    expect(chain.events()).toEqual([['Preimage.Cleared', { hash: ABC_HASH }]])
    expect(freeBalance(chain.ctx, alice)).toBe(RICH)
    expect(held()).toBe(0n)
    expect(status()).toBeUndefined()
    expect(stored()).toBeUndefined()
  })

  test('Root may, another account may not', () => {
    chain.run(note, signed(alice))
    chain.refuse(unnote, errors.NotAuthorized, signed(bob))
    chain.run(unnote)
    expect(freeBalance(chain.ctx, alice)).toBe(RICH)
    expect(stored()).toBeUndefined()
  })

  test('while it is requested only the deposit goes', () => {
    chain.run(note, signed(alice))
    chain.run(request)
    chain.events()
    chain.refuse(unnote, errors.NotAuthorized, signed(bob))
    chain.run(unnote, signed(alice))
    expect(chain.events()).toEqual([])
    expect(freeBalance(chain.ctx, alice)).toBe(RICH)
    expect(status()).toEqual(requested(1, undefined, 3))
    expect(stored()).toEqual(ABC)
  })

  test('one without owner is for Root, which takes back a request', () => {
    chain.run(note)
    chain.run(request)
    chain.refuse(unnote, errors.NotAuthorized, signed(alice))
    chain.events()
    chain.run(unnote)
    expect(chain.events()).toEqual([])
    chain.run(unnote)
    expect(chain.events()).toEqual([['Preimage.Cleared', { hash: ABC_HASH }]])
    expect(stored()).toBeUndefined()
  })

  test('what was never noted cannot be taken back', () => {
    chain.refuse(unnote, errors.NotNoted, signed(alice))
    chain.refuse(unnote, errors.NotNoted)
  })
})

describe('requesting', () => {
  test('the first request is announced, each must be undone', () => {
    chain.run(request)
    chain.run(request)
    expect(chain.events()).toEqual([['Preimage.Requested', { hash: ABC_HASH }]])
    expect(status()).toEqual(requested(2))
    chain.run(unrequest)
    chain.run(unrequest)
    expect(chain.events()).toEqual([])
    expect(status()).toBeUndefined()
    chain.refuse(unrequest, errors.NotRequested)
  })

  test('an owned preimage goes back to its owner', () => {
    chain.run(note, signed(alice))
    chain.events()
    chain.run(request)
    expect(chain.events()).toEqual([['Preimage.Requested', { hash: ABC_HASH }]])
    expect(status()).toEqual(requested(1, ticket, 3))
    chain.run(unrequest)
    expect(chain.events()).toEqual([])
    expect(status()).toEqual(unrequested)
    chain.refuse(unrequest, errors.NotRequested)
  })

  test('one without owner goes with its last request', () => {
    chain.run(request)
    chain.run(note, signed(alice))
    chain.events()
    chain.run(unrequest)
    expect(chain.events()).toEqual([['Preimage.Cleared', { hash: ABC_HASH }]])
    expect(stored()).toBeUndefined()
  })
})

describe('old statuses', () => {
  const OLD = 50_000_000n
  const update = (...hashes: Hash[]) => ensureUpdated.with({ hashes })
  const other = hash(new Uint8Array(32).fill(9))

  test('a reserved deposit becomes a held one of today', () => {
    reserve(chain.ctx, alice, OLD)
    StatusFor.set(chain.ctx, ABC_HASH, {
      type: 'Unrequested',
      value: { deposit: [alice, OLD], len: 3 },
    })
    PreimageFor.set(chain.ctx, [ABC_HASH, 3], ABC)
    chain.events()
    expect(chain.run(update(ABC_HASH), signed(bob)).isFree).toBe(true)
    expect(chain.events()).toEqual([['Balances.Unreserved', { who: alice, amount: OLD }]])
    expect(StatusFor.has(chain.ctx, ABC_HASH)).toBe(false)
    expect(status()).toEqual(unrequested)
    expect(reservedBalance(chain.ctx, alice)).toBe(ABC_DEPOSIT)
  })

  test('a requested one keeps its count', () => {
    reserve(chain.ctx, alice, OLD)
    const value = { deposit: [alice, OLD] as const, count: 4, len: 3 }
    StatusFor.set(chain.ctx, ABC_HASH, { type: 'Requested', value })
    chain.run(update(ABC_HASH), signed(bob))
    expect(status()).toEqual(requested(4, ticket, 3))
    expect(held()).toBe(ABC_DEPOSIT)
  })

  test('a deposit without a preimage is returned', () => {
    reserve(chain.ctx, alice, OLD)
    const value = { deposit: [alice, OLD] as const, count: 1, len: undefined }
    StatusFor.set(chain.ctx, ABC_HASH, { type: 'Requested', value })
    chain.run(update(ABC_HASH), signed(bob))
    expect(status()).toEqual(requested(1))
    expect(freeBalance(chain.ctx, alice)).toBe(RICH)
  })

  test('every other call moves them as well', () => {
    const value = { deposit: undefined, count: 1, len: undefined }
    StatusFor.set(chain.ctx, ABC_HASH, { type: 'Requested', value })
    chain.run(note, signed(alice))
    expect(StatusFor.has(chain.ctx, ABC_HASH)).toBe(false)
    expect(status()).toEqual(requested(1, undefined, 3))
  })

  test('nine of ten must be old for the call to be free', () => {
    const at = (byte: number): Hash => hash(new Uint8Array(32).fill(byte))
    const nine = Array.from({ length: 9 }, (_, index) => at(index + 20))
    const fill = (): void => {
      const value = { deposit: undefined, count: 1, len: undefined }
      for (const key of nine) StatusFor.set(chain.ctx, key, { type: 'Requested', value })
    }
    fill()
    expect(chain.run(update(...nine, other), signed(bob)).isFree).toBe(true)
    fill()
    expect(chain.run(update(...nine, other, other), signed(bob)).isFree).toBe(false)
  })

  test('one to 1024 hashes are taken', () => {
    chain.refuse(update(), errors.TooFew, signed(bob))
    const many = Array.from({ length: 1025 }, () => other)
    chain.refuse(update(...many), errors.TooMany, signed(bob))
    expect(chain.run(update(...many.slice(1)), signed(bob)).isFree).toBe(false)
  })
})

test.each([
  ['request_preimage by an account', request, signed(alice)],
  ['unrequest_preimage by an account', unrequest, signed(alice)],
  ['note_preimage by nobody', note, NONE],
  ['unnote_preimage by nobody', unnote, NONE],
  ['ensure_updated by Root', ensureUpdated.with({ hashes: [ABC_HASH] }), ROOT],
])('%s is refused', (_name, value, origin) => {
  chain.refuse(value, BAD_ORIGIN, origin)
})

test('a status has the bytes of the reference', () => {
  const bare = encode(RequestStatus, {
    type: 'Requested',
    value: { maybe_ticket: undefined, count: 1, maybe_len: 3 },
  })
  expect(bytesToHex(bare)).toBe('0x0100010000000103000000')
  const owned = encode(RequestStatus, {
    type: 'Unrequested',
    value: { ticket: [alice, 256n], len: 3 },
  })
  expect(bytesToHex(owned)).toBe(`0x00${'01'.repeat(32)}000100000000000003000000`)
})

describe('stored calls', () => {
  /** Pallet 0, call 0, a two-byte length and the bytes: four more than the remark is long. */
  const remarkOf = (length: number) => remark.with({ remark: new Uint8Array(length).fill(7) })

  test('128 bytes stay in place, 129 become a requested preimage', () => {
    const short = bound(chain.ctx, remarkOf(124))
    expect(short.type).toBe('Inline')
    expect([lookupHash(short), lookupLength(short)]).toEqual([undefined, undefined])
    expect(have(chain.ctx, short)).toBe(true)
    expect(chain.events()).toEqual([])

    const long = bound(chain.ctx, remarkOf(125))
    const key = lookupHash(long)
    expect(long).toEqual({ type: 'Lookup', value: { hash: key, len: 129 } })
    expect(lookupLength(long)).toBe(129)
    expect(have(chain.ctx, long)).toBe(true)
    expect(chain.events()).toEqual([['Preimage.Noted', { hash: key }]])
    expect(status(key)).toEqual(requested(1, undefined, 129))
  })

  test.each([
    ['in place', 10, undefined],
    ['as a preimage', 500, 504],
  ])('a call %s is found again', (_name, length, lookup) => {
    const value = bound(chain.ctx, remarkOf(length))
    expect(peek(chain.ctx, value)).toEqual({ call: remarkOf(length), lookupLength: lookup })
    expect(realize(chain.ctx, value)).toEqual({ call: remarkOf(length), lookupLength: lookup })
    expect(have(chain.ctx, value)).toBe(lookup === undefined)
  })

  test('a request keeps it, dropping lets it go', () => {
    const value = bound(chain.ctx, remarkOf(500))
    requestCall(chain.ctx, value)
    drop(chain.ctx, value)
    expect(have(chain.ctx, value)).toBe(true)
    drop(chain.ctx, value)
    expect(have(chain.ctx, value)).toBe(false)
    drop(chain.ctx, value)
  })

  test('what is not there or no call is told apart', () => {
    chain.run(note)
    const missing = hash(new Uint8Array(32))
    const gone = { type: 'Lookup', value: { hash: missing, len: 3 } } as const
    expect(peek(chain.ctx, gone)).toEqual({ error: 'Unavailable' })
    const longer = { type: 'Lookup', value: { hash: ABC_HASH, len: 4 } } as const
    expect(peek(chain.ctx, longer)).toEqual({ error: 'Unavailable' })
    const noCall = { type: 'Lookup', value: { hash: ABC_HASH, len: 3 } } as const
    expect(peek(chain.ctx, noCall)).toEqual({ error: 'Corruption' })
    const legacy = { type: 'Legacy', value: { hash: ABC_HASH } } as const
    expect(peek(chain.ctx, legacy)).toEqual({ error: 'Corruption' })
    expect(lookupLength(legacy)).toBe(1_000_000)
    expect(peek(chain.ctx, { type: 'Inline', value: ABC })).toEqual({ error: 'Corruption' })
  })
})

describe('over any sequence of calls', () => {
  const contents = [ABC, Uint8Array.of(), new Uint8Array(200).fill(1)]
  const origin = fc.constantFrom(ROOT, signed(alice), signed(bob))
  const content = fc.constantFrom(...contents)
  const value = fc.oneof(
    content.map((bytes) => notePreimage.with({ bytes })),
    ...[unnotePreimage, requestPreimage, unrequestPreimage].map((kind) =>
      content.map((bytes) => kind.with({ hash: hash(host.blake2b256(bytes)) })),
    ),
  )

  test('preimages match their statuses and holds match their tickets', () => {
    const steps = fc.array(fc.tuple(value, origin), { maxLength: 40 })
    fc.assert(
      fc.property(steps, (calls) => {
        const { ctx } = createTestChain()
        endow(ctx, [
          [alice, RICH],
          [bob, RICH],
        ])
        for (const [each, from] of calls) ctx.dispatch(each, from)
        expect(preimagesMatchStatuses(ctx)).toEqual([])
        const owed = new Map([
          [bytesToHex(alice), 0n],
          [bytesToHex(bob), 0n],
        ])
        for (const [, { type, value: fields }] of RequestStatusFor.entries(ctx)) {
          const held = type === 'Requested' ? fields.maybe_ticket : fields.ticket
          if (held === undefined) continue
          const name = bytesToHex(held[0])
          owed.set(name, (owed.get(name) ?? 0n) + held[1])
        }
        for (const who of [alice, bob]) {
          expect(balanceOnHold(ctx, REASON, who)).toBe(owed.get(bytesToHex(who)))
        }
      }),
      { numRuns: 60, seed: 20 },
    )
  })
})
