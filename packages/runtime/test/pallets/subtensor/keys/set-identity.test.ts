import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { NONE, ROOT } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { setIdentity } from '../../../../src/pallets/subtensor/keys/calls/set-identity.ts'
import { scheduleSwapColdkey } from '../../../../src/pallets/subtensor/keys/calls/swap-coldkey.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { appendNeuron } from '../../../../src/pallets/subtensor/registration/neurons.ts'
import { IdentitiesV2 } from '../../../../src/pallets/subtensor/storage/networks.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account } from '../../../helpers/test-context.ts'
import { asOwner, asRival, economy, OWNER, RIVAL, ROOT_NETUID } from '../economy-kit.ts'

const LIMITS = {
  name: 256,
  url: 256,
  github_repo: 256,
  image: 1024,
  discord: 256,
  description: 1024,
  additional: 1024,
} as const

type Field = keyof typeof LIMITS
const FIELDS = Object.keys(LIMITS) as readonly Field[]

const identity = (lengths: Partial<Record<Field, number>>) => ({
  name: new Uint8Array(lengths.name ?? 0),
  url: new Uint8Array(lengths.url ?? 0),
  github_repo: new Uint8Array(lengths.github_repo ?? 0),
  image: new Uint8Array(lengths.image ?? 0),
  discord: new Uint8Array(lengths.discord ?? 0),
  description: new Uint8Array(lengths.description ?? 0),
  additional: new Uint8Array(lengths.additional ?? 0),
})

const callWith = (lengths: Partial<Record<Field, number>>): RuntimeCall =>
  setIdentity.with(identity(lengths))

/** The owner's second hotkey has a uid in the root network. */
function registered(): Context {
  const ctx = economy()
  for (const byte of [1, 2]) adoptHotkey(ctx, OWNER, account(byte))
  adoptHotkey(ctx, RIVAL, account(3))
  appendNeuron(ctx, ROOT_NETUID, account(2))
  return ctx
}

describe('set_identity', () => {
  test.each([
    ['Root', ROOT],
    ['nobody', NONE],
  ] as const)('is not for %s', (_, origin) => {
    fails(registered(), callWith({}), origin, { type: 'BadOrigin' })
  })

  test('needs a hotkey that has a uid somewhere, whatever the identity', () => {
    fails(registered(), callWith({ name: 999 }), asRival, errors.HotKeyNotRegisteredInNetwork)
  })

  test.each(FIELDS)('refuses a %s that is a byte too long', (field) => {
    fails(registered(), callWith({ [field]: LIMITS[field] + 1 }), asOwner, errors.InvalidIdentity)
  })

  test('takes all fields at their longest', () => {
    const ctx = registered()
    const events = succeeds(ctx, callWith(LIMITS), asOwner)
    expect(events).toEqual([['SubtensorModule.ChainIdentitySet', OWNER]])
    expect(IdentitiesV2.get(ctx, OWNER)).toEqual(identity(LIMITS))
  })
})

test.each([
  ['Root', ROOT],
  ['nobody', NONE],
  ['a signer', asOwner],
] as const)('schedule_swap_coldkey is gone, for %s too', (_, origin) => {
  const call = scheduleSwapColdkey.with({ new_coldkey: account(1) })
  fails(economy(), call, origin, errors.Deprecated)
})
