import { equalBytes } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { anyActor, RAO_PER_TAO, subtensor } from '../economy/move.ts'
import { canPay, harmlessCall, id as address, isRemark, payer, spendable } from './accounts.ts'
import { canRepay, givenBy, livingLeases, mostOf, openCrowdloans } from './crowdloans.ts'
import type { Open } from './crowdloans.ts'
import { coldkeyOf, proxiesOf, typeName } from './proxies.ts'
import { lockCost, mayFound, mayStart, NETWORKS } from './registration-moves.ts'
import { ofSubnet } from './sure-move.ts'
import type { ModelWorld, SureMove, SurePlay, WeightedSure } from './sure-move.ts'
import { oneOf, ownedHotkey } from './subnets.ts'

const DEPOSIT_RAO = 10n * RAO_PER_TAO
const LEAST_RAO = RAO_PER_TAO / 10n
/** What a lease costs beside the subnet. */
const SPARE_RAO = 5n * RAO_PER_TAO
const SHORTEST_BLOCKS = 50
const MOST_OPEN = 4
/** The type of the proxy through which a beneficiary operates its subnet. */
const BENEFICIARY = 'SubnetLeaseBeneficiary'
/** Pallet and call of `register_leased_network` as they are encoded. */
const LEASE_CALL = Uint8Array.of(7, 110)

const crowdloan = (name: string, args: Readonly<Record<string, unknown>>): RuntimeCall =>
  callOf('Crowdloan', name, args)

/** Somebody wants a sum, most of the time for the lease of a subnet. */
const open: SurePlay = (world) => {
  const { random, now } = world
  const by = payer(world)
  if (by === undefined || spendable(world, by.account) < 2n * DEPOSIT_RAO) return undefined
  if (openCrowdloans(world).length >= MOST_OPEN) return undefined
  const end = now + SHORTEST_BLOCKS + random.below(150)
  const terms = { deposit: DEPOSIT_RAO, min_contribution: LEAST_RAO, end }
  if (random.oneIn(3)) {
    const cap = DEPOSIT_RAO + RAO_PER_TAO * BigInt(1 + random.below(20))
    const purpose = random.oneIn(2)
      ? { call: undefined, target_address: anyActor(world).coldkey.account }
      : { call: harmlessCall(world), target_address: undefined }
    return { by, call: crowdloan('create', { ...terms, cap, ...purpose }) }
  }
  const cap = 2n * lockCost(world) + DEPOSIT_RAO + SPARE_RAO
  const end_block = random.oneIn(4) ? undefined : now + 20 + random.below(60)
  const call = subtensor('register_leased_network', {
    emissions_share: random.below(101),
    end_block,
  })
  return { by, call: crowdloan('create', { ...terms, cap, call, target_address: undefined }) }
}

/** Somebody gives a little, or all that is missing. */
const give: SurePlay = (world) => {
  const { random, now } = world
  const by = payer(world)
  const loan = oneOf(world, openCrowdloans(world))
  if (by === undefined || loan === undefined || now >= loan.end || loan.raised >= loan.cap) {
    return undefined
  }
  const missing = loan.cap - loan.raised
  const most = mostOf(world, loan)
  const given = givenBy(world, loan, by.account) ?? 0n
  const amount = random.oneIn(3)
    ? loan.min_contribution + BigInt(random.below(100_000_000)) * 10n
    : missing > loan.min_contribution
      ? missing
      : loan.min_contribution
  if ((most !== undefined && given >= most) || amount > spendable(world, by.account)) {
    return undefined
  }
  return on(loan, by, 'contribute', { amount })
}

/** Somebody wants its contribution back. */
const takeBack: SurePlay = (world) => {
  const by = payer(world)
  const loan = oneOf(world, openCrowdloans(world))
  const given = by && loan && givenBy(world, loan, by.account)
  if (by === undefined || loan === undefined || given === undefined) return undefined
  const stays = equalBytes(loan.creator, by.account) ? loan.deposit : 0n
  return given > stays ? on(loan, by, 'withdraw', {}) : undefined
}

/** The creator uses what was raised, or changes the terms, or gives everything back. */
const manage: SurePlay = (world) => {
  const { random, now } = world
  const loan = oneOf(world, openCrowdloans(world))
  const by = loan && coldkeyOf(world, loan.creator)
  if (loan === undefined || by === undefined || !canPay(world, by)) return undefined
  if (loan.raised === loan.cap && !random.oneIn(6)) return finalize(world, loan, by)
  const most = mostOf(world, loan)
  const given = givenBy(world, loan, by.account)
  switch (random.below(12)) {
    case 0:
      return canRepay(world, loan) ? on(loan, by, 'refund', {}) : undefined
    case 1:
    case 2:
      return given === loan.raised ? on(loan, by, 'dissolve', {}) : undefined
    case 3: {
      const new_end = now + SHORTEST_BLOCKS + random.below(150)
      return on(loan, by, 'update_end', { new_end })
    }
    case 4: {
      // Soon enough there is what is wanted.
      const new_cap = loan.raised + BigInt(random.below(20)) * RAO_PER_TAO
      return isLease(loan) ? undefined : on(loan, by, 'update_cap', { new_cap })
    }
    case 5: {
      const new_min_contribution = LEAST_RAO + BigInt(random.below(1_000_000))
      const fits = most === undefined || new_min_contribution <= most
      return fits ? on(loan, by, 'update_min_contribution', { new_min_contribution }) : undefined
    }
    case 6: {
      const least = loan.cap + loan.min_contribution
      const new_max_contribution = random.oneIn(2) ? undefined : least
      return on(loan, by, 'set_max_contribution', { new_max_contribution })
    }
    default:
      return undefined
  }
}

/** The beneficiary of a lease opens its subnet. */
const start: SurePlay = (world) => {
  const lease = oneOf(world, livingLeases(world))
  const by = lease && coldkeyOf(world, lease.beneficiary)
  if (lease === undefined || by === undefined || !canPay(world, by)) return undefined
  const { netuid, coldkey } = lease
  if (!isOperator(world, coldkey, by) || !mayStart(world, netuid)) return undefined
  const call = subtensor('start_call', { netuid })
  const args = { real: address(coldkey), force_proxy_type: undefined, call }
  return { by, call: callOf('Proxy', 'proxy', args), alone: [ofSubnet(netuid)] }
}

/** The beneficiary of a lease that is over takes the subnet. */
const end: SurePlay = (world) => {
  const { now, facts } = world
  const lease = oneOf(
    world,
    livingLeases(world).filter((each) => each.end !== undefined && each.end <= now),
  )
  const by = lease && coldkeyOf(world, lease.beneficiary)
  const found = ownedHotkey(world)
  if (lease === undefined || by === undefined || found?.coldkey !== by) return undefined
  if (!canPay(world, by) || !isOperator(world, lease.coldkey, by)) return undefined
  if (!facts.netuids.includes(lease.netuid)) return undefined
  const call = subtensor('terminate_lease', { lease_id: lease.id, hotkey: found.hotkey.account })
  return { by, call, alone: [ofSubnet(lease.netuid)] }
}

/** What people do who want something together. */
export const crowdloanMoves: readonly WeightedSure[] = [
  [2, open],
  [4, give],
  [1, takeBack],
  [4, manage],
  [2, start],
  [4, end],
]

function finalize(world: ModelWorld, loan: Open, by: KeyPair): SureMove | undefined {
  const { call } = loan
  const isHarmless = call === undefined || (call.type === 'Inline' && isRemark(call.value))
  if (isHarmless) return on(loan, by, 'finalize', {})
  if (!isLease(loan)) return undefined
  const isEnough = loan.raised >= 2n * lockCost(world) + SPARE_RAO
  if (!isEnough || !mayFound(world) || !canRepay(world, loan)) return undefined
  if (isOver(world, loan)) return undefined
  const move = on(loan, by, 'finalize', {})
  // Validators of root become parents of the new subnet.
  return { ...move, alone: [...(move.alone ?? []), NETWORKS, ofSubnet(0), 'families'] }
}

function on(
  { id }: Open,
  by: KeyPair,
  name: string,
  args: Readonly<Record<string, unknown>>,
): SureMove {
  return { by, call: crowdloan(name, { crowdloan_id: id, ...args }), alone: [`crowdloan ${id}`] }
}

function isLease({ call }: Open): boolean {
  if (call?.type !== 'Inline') return false
  return equalBytes(call.value.subarray(0, LEASE_CALL.length), LEASE_CALL)
}

/** Whether the lease that a crowdloan is for would be over when it begins. */
function isOver({ now }: ModelWorld, { call }: Open): boolean {
  if (call?.type !== 'Inline') return true
  // Pallet, call, share, and whether there is an end.
  const [, , , has] = call.value
  const view = new DataView(call.value.buffer, call.value.byteOffset)
  return has === 1 && view.getUint32(4, true) <= now
}

const isOperator = (world: ModelWorld, owner: Uint8Array, by: KeyPair): boolean =>
  proxiesOf(world, owner).some(
    (each) =>
      equalBytes(each.delegate, by.account) && typeName(each) === BENEFICIARY && each.delay === 0,
  )
