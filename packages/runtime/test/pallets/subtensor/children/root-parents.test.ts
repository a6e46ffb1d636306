import { alphaRao, netUid, uid } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { adoptRootValidators } from '../../../../src/pallets/subtensor/children/root-parents.ts'
import { StakeThreshold } from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  AutoParentDelegationEnabled,
  Owner,
} from '../../../../src/pallets/subtensor/storage/keys.ts'
import { SubnetOwnerHotkey } from '../../../../src/pallets/subtensor/storage/networks.ts'
import { Keys } from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { TotalHotkeyAlpha } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { account } from '../../../helpers/test-context.ts'
import {
  ALL,
  childrenContext,
  childrenOf,
  COLDKEY,
  edges,
  NETUID,
  parentsOf,
} from './children-kit.ts'

const ROOT_NET = netUid(0)
const OWNER = account(50)

function withValidators(...bytes: readonly number[]) {
  const ctx = childrenContext({ started: false })
  for (const [at, byte] of bytes.entries()) {
    Keys.set(ctx, ROOT_NET, uid(at), account(byte))
    Owner.set(ctx, account(byte), COLDKEY)
  }
  SubnetOwnerHotkey.set(ctx, NETUID, OWNER)
  return ctx
}

test('root validators become parents of the owner with all of their stake', () => {
  const ctx = withValidators(33, 32, 50, 31)
  AutoParentDelegationEnabled.set(ctx, account(32), false)
  adoptRootValidators(ctx, NETUID)
  expect(parentsOf(ctx, OWNER)).toEqual(edges([ALL, 33], [ALL, 31]))
  expect(childrenOf(ctx, account(33))).toEqual([[ALL, OWNER]])
  expect(childrenOf(ctx, account(32))).toEqual([])
  expect(childrenOf(ctx, OWNER)).toEqual([])
})

test('a validator without the stake for children is passed over', () => {
  const ctx = withValidators(31, 32)
  StakeThreshold.set(ctx, 5n)
  TotalHotkeyAlpha.set(ctx, account(32), NETUID, alphaRao(5n))
  adoptRootValidators(ctx, NETUID)
  expect(parentsOf(ctx, OWNER)).toEqual(edges([ALL, 32]))
})
