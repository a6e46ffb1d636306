import { addressOf, hash } from '@plexus/primitives'
import { NONE, ROOT } from '../../src/frame/origin.ts'
import { errors as balances } from '../../src/pallets/balances/errors.ts'
import { setLock } from '../../src/pallets/balances/index.ts'
import { InactiveIssuance } from '../../src/pallets/balances/storage.ts'
import { errors } from '../../src/pallets/system/errors.ts'
import { Account, AuthorizedUpgrade } from '../../src/pallets/system/storage.ts'
import { host } from '../helpers/test-context.ts'
import { ALICE, BOB, people, START, TAO } from '../pallets/crowdloan/kit.ts'
import { breach, each, NONE_ONLY, ROOT_ONLY, SIGNED } from './precondition.ts'
import type { Breach, Precondition } from './precondition.ts'
import {
  token,
  UNDERFLOW,
  noAddress,
  LEAST,
  free,
  of,
  byRoot,
  bytes,
  zero,
  BY_BOB,
  NEW,
  never,
} from './stock.ts'

const moves = (value: string): readonly Breach[] => [
  breach(token('BelowMinimum'), {
    args: { dest: addressOf(NEW), [value]: LEAST - 1n },
    alone: true,
  }),
  // More than there is at all.
  breach(UNDERFLOW, { args: { [value]: 4n * START + 1n } }),
  breach(token('FundsUnavailable'), { args: { [value]: START + 1n } }),
  breach(token('Frozen'), {
    given: (ctx) => setLock(ctx, new Uint8Array(8), ALICE, START, 'All'),
    spoils: ['balance', value],
  }),
]

const systemCalls: readonly Precondition[] = [
  never('System.set_code', { code: bytes }, [
    ...ROOT_ONLY,
    breach(errors.FailedToExtractRuntimeVersion, { by: ROOT }),
  ]),
  of('System.remark', { remark: bytes }, []),
  of('System.remark_with_event', { remark: bytes }, SIGNED),
  of('System.set_heap_pages', { pages: 1n }, ROOT_ONLY, byRoot),
  of('System.set_code_without_checks', { code: bytes }, ROOT_ONLY, byRoot),
  of('System.set_storage', { items: [] }, ROOT_ONLY, byRoot),
  of('System.kill_storage', { keys: [] }, ROOT_ONLY, byRoot),
  of('System.kill_prefix', { prefix: bytes, subkeys: 1 }, ROOT_ONLY, byRoot),
  ...each(['authorize_upgrade', 'authorize_upgrade_without_checks'], (name) =>
    of(`System.${name}`, { code_hash: zero }, ROOT_ONLY, byRoot),
  ),
  of(
    'System.apply_authorized_upgrade',
    { code: bytes },
    [
      breach(errors.NothingAuthorized, { given: (ctx) => AuthorizedUpgrade.remove(ctx) }),
      breach(errors.Unauthorized, { args: { code: new Uint8Array(1) } }),
    ],
    {
      world() {
        const ctx = people()
        const code_hash = hash(host.blake2b256(bytes))
        AuthorizedUpgrade.set(ctx, { code_hash, check_version: false })
        return ctx
      },
    },
  ),
  of('Timestamp.set', { now: 0n }, NONE_ONLY, { by: NONE }),
  of('Grandpa.note_stalled', { delay: 1, best_finalized_block_number: 0 }, ROOT_ONLY, byRoot),
]

const balanceCalls: readonly Precondition[] = [
  of('Balances.transfer_allow_death', { dest: BY_BOB, value: TAO }, [
    ...SIGNED,
    noAddress('dest'),
    ...moves('value'),
  ]),
  of('Balances.transfer_keep_alive', { dest: BY_BOB, value: TAO }, [
    ...SIGNED,
    noAddress('dest'),
    ...moves('value'),
    breach(token('NotExpendable'), { args: { value: START } }),
  ]),
  of(
    'Balances.force_transfer',
    { source: addressOf(ALICE), dest: BY_BOB, value: TAO },
    [...ROOT_ONLY, noAddress('source'), noAddress('dest'), ...moves('value')],
    byRoot,
  ),
  of('Balances.transfer_all', { dest: BY_BOB, keep_alive: true }, [
    ...SIGNED,
    noAddress('dest'),
    breach(token('BelowMinimum'), {
      args: { dest: addressOf(NEW), keep_alive: true },
      given: (ctx) => free(ctx, 2n * LEAST - 1n),
      alone: true,
    }),
  ]),
  of(
    'Balances.force_unreserve',
    { who: BY_BOB, amount: 1n },
    [...ROOT_ONLY, noAddress('who')],
    byRoot,
  ),
  of('Balances.upgrade_accounts', { who: [BOB] }, SIGNED),
  of(
    'Balances.force_set_balance',
    { who: BY_BOB, new_free: TAO },
    [
      ...ROOT_ONLY,
      noAddress('who'),
      breach(
        { type: 'ConsumerRemaining' },
        {
          args: { new_free: 0n },
          given: (ctx) => Account.update(ctx, BOB, (it) => ({ ...it, consumers: 1 })),
          alone: true,
        },
      ),
    ],
    byRoot,
  ),
  of(
    'Balances.force_adjust_total_issuance',
    { direction: 'Decrease', delta: 1n },
    [
      ...ROOT_ONLY,
      breach(balances.DeltaZero, { args: { delta: 0n } }),
      breach(balances.IssuanceDeactivated, {
        given: (ctx) => InactiveIssuance.set(ctx, 2n ** 63n),
      }),
    ],
    byRoot,
  ),
  of('Balances.burn', { value: TAO, keep_alive: true }, [
    ...SIGNED,
    breach(token('FundsUnavailable'), { args: { value: START + 1n } }),
    breach(token('FundsUnavailable'), { args: { value: START } }),
    breach(token('FundsUnavailable'), {
      given: (ctx) => setLock(ctx, new Uint8Array(8), ALICE, START, 'All'),
      alone: true,
    }),
  ]),
]

export const system: readonly Precondition[] = [...systemCalls, ...balanceCalls]
