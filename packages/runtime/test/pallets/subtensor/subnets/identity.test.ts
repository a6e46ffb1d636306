import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { NONE, ROOT } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import {
  SubnetIdentitiesV3,
  SubnetOwner,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import { setSubnetIdentityCall } from '../../../../src/pallets/subtensor/subnets/calls/set-subnet-identity.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { asOwner, asRival, economy, FIRST, OWNER } from '../economy-kit.ts'

const LIMITS = {
  subnet_name: 256,
  github_repo: 1024,
  subnet_contact: 1024,
  subnet_url: 1024,
  discord: 256,
  description: 1024,
  logo_url: 1024,
  additional: 1024,
} as const

type Field = keyof typeof LIMITS
const FIELDS = Object.keys(LIMITS) as readonly Field[]

const identity = (lengths: Partial<Record<Field, number>>) => ({
  subnet_name: new Uint8Array(lengths.subnet_name ?? 0),
  github_repo: new Uint8Array(lengths.github_repo ?? 0),
  subnet_contact: new Uint8Array(lengths.subnet_contact ?? 0),
  subnet_url: new Uint8Array(lengths.subnet_url ?? 0),
  discord: new Uint8Array(lengths.discord ?? 0),
  description: new Uint8Array(lengths.description ?? 0),
  logo_url: new Uint8Array(lengths.logo_url ?? 0),
  additional: new Uint8Array(lengths.additional ?? 0),
})

const callWith = (lengths: Partial<Record<Field, number>>): RuntimeCall =>
  setSubnetIdentityCall.with({ netuid: FIRST, ...identity(lengths) })

function owned(): Context {
  const ctx = economy()
  SubnetOwner.set(ctx, FIRST, OWNER)
  return ctx
}

describe('set_subnet_identity', () => {
  test.each([
    ['Root', ROOT],
    ['nobody', NONE],
  ] as const)('is not for %s', (_, origin) => {
    fails(owned(), callWith({}), origin, { type: 'BadOrigin' })
  })

  test('is for the owner only', () => {
    fails(owned(), callWith({}), asRival, errors.NotSubnetOwner)
  })

  test.each(FIELDS)('refuses a %s that is a byte too long', (field) => {
    fails(owned(), callWith({ [field]: LIMITS[field] + 1 }), asOwner, errors.InvalidIdentity)
  })

  test('takes all fields at their longest', () => {
    const ctx = owned()
    const events = succeeds(ctx, callWith(LIMITS), asOwner)
    expect(events).toEqual([['SubtensorModule.SubnetIdentitySet', FIRST]])
    expect(SubnetIdentitiesV3.get(ctx, FIRST)).toEqual(identity(LIMITS))
  })
})
