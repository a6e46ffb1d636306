import { alphaRao, mechId, netUid } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { concentration } from '../../src/insight/concentration.ts'
import { MechanismCountCurrent } from '../../src/pallets/subtensor/storage/hyperparameters.ts'
import { Emission, Incentive } from '../../src/pallets/subtensor/storage/neurons.ts'
import { storageIndex } from '../../src/pallets/subtensor/types.ts'
import { definition } from '../../src/definition.ts'
import { config } from '../executive/chain-kit.ts'
import { shares, subnet } from '../apis/subtensor/kit.ts'
import { createStateView } from '../helpers/state-view.ts'
import { account, host, testContext } from '../helpers/test-context.ts'
import { applied } from '../pallets/subtensor/coinbase/kit.ts'

const environment = { host, config, rules: definition.rules }
const [rich, poor] = [account(11), account(12)]

test('by hotkey and by owner; incentives of all mechanisms add up', () => {
  const ctx = testContext()
  const netuid = subnet(ctx, 3, [
    [account(1), rich],
    [account(2), rich],
    [account(3), poor],
  ])
  shares(ctx, account(1), netuid, [[account(50), 4n]])
  shares(ctx, account(2), netuid, [[account(50), 4n]])
  shares(ctx, account(3), netuid, [[account(50), 2n]])
  MechanismCountCurrent.set(ctx, netuid, mechId(2))
  Incentive.set(ctx, storageIndex(netuid, mechId(0)), [1, 0, 0])
  Incentive.set(ctx, storageIndex(netuid, mechId(1)), [1, 1])
  Emission.set(ctx, netuid, [alphaRao(0n), alphaRao(0n), alphaRao(7n)])
  const view = createStateView(applied(new Map(), ctx))
  const top = (...parts: readonly bigint[]) =>
    [1, 5, 10, 20].map((holders, at) => ({ holders, part: parts[at] ?? 1_000_000n }))
  expect(concentration(environment, view, netuid)).toEqual({
    netuid,
    stakeAlphaRao: {
      // (2·4 + 0·4 − 2·2) / (3 · 10); 4 + 4 of 10 are more than half.
      byHotkey: {
        holders: 3,
        total: 10n,
        giniMillionths: 133_333n,
        nakamoto: 2,
        topMillionths: top(400_000n),
      },
      // (1·8 − 1·2) / (2 · 10).
      byColdkey: {
        holders: 2,
        total: 10n,
        giniMillionths: 300_000n,
        nakamoto: 1,
        topMillionths: top(800_000n),
      },
    },
    incentiveU16: {
      // 2, 1 and 0: (2·2 + 0·1) / (3 · 3).
      byHotkey: {
        holders: 3,
        total: 3n,
        giniMillionths: 444_444n,
        nakamoto: 1,
        topMillionths: top(666_666n),
      },
      byColdkey: {
        holders: 2,
        total: 3n,
        giniMillionths: 500_000n,
        nakamoto: 1,
        topMillionths: top(),
      },
    },
    emissionAlphaRao: {
      byHotkey: {
        holders: 3,
        total: 7n,
        giniMillionths: 666_666n,
        nakamoto: 1,
        topMillionths: top(),
      },
      byColdkey: {
        holders: 2,
        total: 7n,
        giniMillionths: 500_000n,
        nakamoto: 1,
        topMillionths: top(),
      },
    },
  })
  expect(() => concentration(environment, view, netUid(4))).toThrow('There is no subnet 4.')
})
