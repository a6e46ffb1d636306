import { mechId, uid } from '@plexus/primitives'
import { expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { resetBonds } from '../../../../src/pallets/subtensor/epoch/reset-bonds.ts'
import { BondsResetOn } from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { Bonds } from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import { account } from '../../../helpers/test-context.ts'
import { hotkeyOf, NETUID, subnetContext } from '../subnet-kit.ts'

const indexOf = (mechanism: number): ReturnType<typeof storageIndex> =>
  storageIndex(NETUID, mechId(mechanism))

function bonded(isOn: boolean): Context {
  const ctx = subnetContext({}, 2)
  BondsResetOn.set(ctx, NETUID, isOn)
  for (const mechanism of [0, 1, 2]) {
    for (const of of [0, 1]) {
      Bonds.set(ctx, indexOf(mechanism), uid(of), [
        [2, 7],
        [1, 8],
        [3, 9],
      ])
    }
  }
  return ctx
}

const rowsOf = (ctx: Context, mechanism: number): readonly unknown[] =>
  [0, 1].map((of) => Bonds.get(ctx, indexOf(mechanism), uid(of)).map(([to]) => to))

test('bonds to a hotkey are forgotten in every mechanism of its subnet', () => {
  const ctx = bonded(true)
  resetBonds(ctx, NETUID, hotkeyOf(1))
  expect([0, 1, 2].map((mechanism) => rowsOf(ctx, mechanism))).toEqual([
    [
      [2, 3],
      [2, 3],
    ],
    [
      [2, 3],
      [2, 3],
    ],
    [
      [2, 1, 3],
      [2, 1, 3],
    ],
  ])
})

test('bonds stay where the subnet wants it so, and for hotkeys without uid', () => {
  const off = bonded(false)
  resetBonds(off, NETUID, hotkeyOf(1))
  expect(rowsOf(off, 0)).toEqual(rowsOf(bonded(false), 0))
  const on = bonded(true)
  resetBonds(on, NETUID, account(99))
  expect(rowsOf(on, 0)).toEqual(rowsOf(bonded(true), 0))
})
