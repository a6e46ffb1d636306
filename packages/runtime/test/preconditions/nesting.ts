import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { NONE, signed } from '../../src/frame/origin.ts'
import { errors as balances } from '../../src/pallets/balances/errors.ts'
import { errors as multisig } from '../../src/pallets/multisig/errors.ts'
import { asMulti } from '../../src/pallets/multisig/calls/approve.ts'
import { multisigAccount } from '../../src/pallets/multisig/members.ts'
import { Multisigs } from '../../src/pallets/multisig/storage.ts'
import { errors as preimage } from '../../src/pallets/preimage/errors.ts'
import { notePreimage } from '../../src/pallets/preimage/calls/note.ts'
import { errors as sudo } from '../../src/pallets/sudo/errors.ts'
import { Key } from '../../src/pallets/sudo/storage.ts'
import { errors as system } from '../../src/pallets/system/errors.ts'
import { batch } from '../../src/pallets/utility/calls/batch.ts'
import { errors as utility } from '../../src/pallets/utility/errors.ts'
import { succeeds } from '../helpers/expect-call.ts'
import { account, host } from '../helpers/test-context.ts'
import { ALICE, BOB, CREATOR, people } from '../pallets/crowdloan/kit.ts'
import { BAD_ORIGIN, breach, each, named, ROOT_ONLY, SIGNED } from './precondition.ts'
import type { Breach, Precondition } from './precondition.ts'
import {
  noAddress,
  NOT_NONE,
  LEAST,
  free,
  poor,
  of,
  byRoot,
  BY_BOB,
  inner,
  rootOnly,
  CALL_HASH,
} from './stock.ts'

const badInner = breach(BAD_ORIGIN, { args: { call: rootOnly }, spoils: ['by'] })
const nested = batch.with({ calls: [] })
const filtered = breach(system.CallFiltered, {
  args: { calls: [nested] },
  spoils: ['by'],
})
const many = Array.from({ length: 10_923 }, () => inner)

/** A call that fails for Root too. */
const tooLong = notePreimage.with({ bytes: new Uint8Array(4 * 1024 * 1024 + 1) })

const utilityCalls: readonly Precondition[] = [
  ...each(['batch', 'force_batch'], (name) =>
    of(`Utility.${name}`, { calls: [inner] }, [
      filtered,
      ...NOT_NONE,
      breach(utility.TooManyCalls, { args: { calls: many } }),
    ]),
  ),
  of('Utility.batch_all', { calls: [inner] }, [
    filtered,
    ...NOT_NONE,
    breach(utility.TooManyCalls, { args: { calls: many } }),
    breach(BAD_ORIGIN, { args: { calls: [inner, rootOnly] } }),
  ]),
  of('Utility.as_derivative', { index: 0, call: inner }, [...SIGNED, badInner]),
  of(
    'Utility.dispatch_as',
    { as_origin: { type: 'system', value: { type: 'Root' } }, call: inner },
    ROOT_ONLY,
    byRoot,
  ),
  of(
    'Utility.dispatch_as_fallible',
    { as_origin: { type: 'system', value: { type: 'Signed', value: BOB } }, call: inner },
    [...ROOT_ONLY, badInner],
    byRoot,
  ),
  of(
    'Utility.with_weight',
    { call: inner, weight: { ref_time: 1n, proof_size: 1n } },
    [...ROOT_ONLY, breach(preimage.TooBig, { args: { call: tooLong } })],
    byRoot,
  ),
  of('Utility.if_else', { main: rootOnly, fallback: inner }, [
    ...NOT_NONE,
    breach(BAD_ORIGIN, { args: { fallback: rootOnly } }),
  ]),
]

const sudoWorld = (): Context => {
  const ctx = people()
  Key.set(ctx, ALICE)
  return ctx
}
const notSudo: readonly Breach[] = [
  breach(BAD_ORIGIN, { by: NONE }),
  breach(sudo.RequireSudo, { by: signed(BOB) }),
]
const rootless: Partial<Precondition> = { world: sudoWorld }
const sudoCalls: readonly Precondition[] = [
  of('Sudo.sudo', { call: inner }, notSudo, rootless),
  of(
    'Sudo.sudo_unchecked_weight',
    { call: inner, weight: { ref_time: 1n, proof_size: 1n } },
    notSudo,
    rootless,
  ),
  of('Sudo.set_key', { new: BY_BOB }, [...notSudo, noAddress('new')], rootless),
  of('Sudo.sudo_as', { who: BY_BOB, call: inner }, [...notSudo, noAddress('who')], rootless),
  of('Sudo.remove_key', {}, notSudo, rootless),
]

const MEMBERS = [CREATOR, BOB]
const MAX_WEIGHT = { ref_time: 10n ** 12n, proof_size: 10n ** 6n }
const WHEN = { height: 1, index: 0 }
const opened = (ctx: Context, by: AccountId, others: readonly AccountId[]): void => {
  const call = asMulti.with({
    threshold: 2,
    other_signatories: others,
    maybe_timepoint: undefined,
    call: inner,
    max_weight: MAX_WEIGHT,
  })
  succeeds(ctx, call, signed(by))
}
const members = (name: 'other_signatories'): readonly Breach[] => [
  breach(multisig.TooFewSignatories, { args: { [name]: [] } }),
  breach(multisig.TooManySignatories, {
    args: {
      [name]: Array.from({ length: 100 }, (_, at) => account(10 + at)),
    },
  }),
  breach(multisig.SignatoriesOutOfOrder, { args: { [name]: [BOB, CREATOR] } }),
  breach(multisig.SenderInSignatories, { args: { [name]: [ALICE, BOB] } }),
]
const two = breach(multisig.MinimumThreshold, { args: { threshold: 1 } })
/** Creator has opened the operation of the three. */
const openedByCreator = (): Context => {
  const ctx = people()
  opened(ctx, CREATOR, [ALICE, BOB])
  return ctx
}
const openedByAlice = (): Context => {
  const ctx = people()
  opened(ctx, ALICE, MEMBERS)
  return ctx
}
const operation = { threshold: 2, other_signatories: MEMBERS, max_weight: MAX_WEIGHT }
const multisigId = multisigAccount({ host }, [ALICE, CREATOR, BOB], 2)
const notOwner = breach(multisig.NotOwner, {
  given: (ctx) =>
    Multisigs.update(ctx, multisigId, CALL_HASH, (it) => it && { ...it, depositor: CREATOR }),
})
const multisigCalls: readonly Precondition[] = [
  of('Multisig.as_multi_threshold_1', { other_signatories: MEMBERS, call: inner }, [
    ...SIGNED,
    ...members('other_signatories'),
    breach(BAD_ORIGIN, { args: { call: rootOnly } }),
  ]),
  ...named({
    as_multi: { call: inner },
    approve_as_multi: { call_hash: CALL_HASH },
  }).flatMap(([name, subject]) => [
    of(`Multisig.${name}`, { ...operation, ...subject, maybe_timepoint: undefined }, [
      ...SIGNED,
      two,
      ...members('other_signatories'),
      breach(multisig.UnexpectedTimepoint, { args: { maybe_timepoint: WHEN } }),
      poor(balances.InsufficientBalance),
    ]),
    of(
      `Multisig.${name}`,
      { ...operation, ...subject, maybe_timepoint: WHEN },
      [
        ...SIGNED,
        breach(multisig.NoTimepoint, { args: { maybe_timepoint: undefined } }),
        breach(multisig.WrongTimepoint, { args: { maybe_timepoint: { height: 2, index: 0 } } }),
        ...(name === 'as_multi'
          ? [
              breach(multisig.MaxWeightTooLow, {
                args: { max_weight: { ref_time: 0n, proof_size: 0n } },
              }),
            ]
          : []),
        breach(multisig.AlreadyApproved, {
          by: signed(CREATOR),
          args: { other_signatories: [ALICE, BOB] },
          spoils: ['max_weight'],
        }),
      ],
      { world: openedByCreator },
    ),
  ]),
  of(
    'Multisig.cancel_as_multi',
    { threshold: 2, other_signatories: MEMBERS, timepoint: WHEN, call_hash: CALL_HASH },
    [
      ...SIGNED,
      two,
      ...members('other_signatories'),
      breach(multisig.NotFound, { args: { call_hash: new Uint8Array(32) } }),
      breach(multisig.WrongTimepoint, { args: { timepoint: { height: 2, index: 0 } } }),
      notOwner,
    ],
    { world: openedByAlice },
  ),
  of(
    'Multisig.poke_deposit',
    { threshold: 2, other_signatories: MEMBERS, call_hash: CALL_HASH },
    [
      ...SIGNED,
      two,
      ...members('other_signatories'),
      breach(multisig.NotFound, { args: { call_hash: new Uint8Array(32) } }),
      notOwner,
      breach(balances.InsufficientBalance, {
        given(ctx) {
          free(ctx, LEAST)
          Multisigs.update(ctx, multisigId, CALL_HASH, (it) => it && { ...it, deposit: 1n })
        },
        spoils: ['depositor'],
      }),
    ],
    { world: openedByAlice },
  ),
]

export const nesting: readonly Precondition[] = [...utilityCalls, ...sudoCalls, ...multisigCalls]
