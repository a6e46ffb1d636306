import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import type { OpenCrowdloan } from './chain-facts.ts'
import { actorOf, amountRao, anyActor, RAO_PER_TAO, subtensor } from './move.ts'
import type { Play, Weighted, World } from './move.ts'

/** What a crowdloan raises: often enough for a subnet. */
const CAPS_TAO = [15, 100, 1_100, 3_000]

const crowdloan = (name: string, args: Readonly<Record<string, unknown>>): RuntimeCall =>
  callOf('Crowdloan', name, args)

const anyCrowdloan = ({ random, facts }: World): OpenCrowdloan | undefined =>
  facts.crowdloans.length === 0 ? undefined : random.pick(facts.crowdloans)

/** Somebody wants a sum: for a friend, for the lease of a subnet, for what makes no sense. */
const open: Play = (world) => {
  const { random, facts } = world
  const terms = {
    deposit: 10n * RAO_PER_TAO,
    min_contribution: RAO_PER_TAO / 10n,
    cap: BigInt(random.pick(CAPS_TAO)) * RAO_PER_TAO,
    end: facts.block + 60 + random.below(200),
  }
  const purpose = random.oneIn(3)
    ? { call: undefined, target_address: anyActor(world).coldkey.account }
    : { call: callOfPurpose(world), target_address: undefined }
  return { by: anyActor(world).coldkey, call: crowdloan('create', { ...terms, ...purpose }) }
}

/** A lease most of the time; it may also change the crowdloan that it is of, or another. */
function callOfPurpose({ random, facts }: World): RuntimeCall {
  switch (random.below(6)) {
    case 0:
      return crowdloan('withdraw', { crowdloan_id: facts.crowdloans.length + random.below(5) })
    case 1:
      return callOf('System', 'remark', { remark: new Uint8Array(random.below(300)) })
    default: {
      const end_block = random.oneIn(3) ? undefined : facts.block + 40 + random.below(100)
      return subtensor('register_leased_network', { emissions_share: random.below(101), end_block })
    }
  }
}

/** Somebody gives a little, or all that is missing. */
const give: Play = (world) => {
  const { random } = world
  const found = anyCrowdloan(world)
  if (found === undefined || (found.missingRao === 0n && !random.oneIn(9))) return undefined
  const amount = random.oneIn(2) ? amountRao(world) : 3_000n * RAO_PER_TAO
  const call = crowdloan('contribute', { crowdloan_id: found.id, amount })
  return { by: anyActor(world).coldkey, call }
}

/** Somebody wants its contribution back. */
const takeBack: Play = (world) => {
  const found = anyCrowdloan(world)
  if (found === undefined) return undefined
  const call = crowdloan('withdraw', { crowdloan_id: found.id })
  return { by: anyActor(world).coldkey, call }
}

/** The creator changes the terms, gives everything back, or uses what was raised. */
const manage: Play = (world) => {
  const { random, facts } = world
  const found = anyCrowdloan(world)
  const creator = actorOf(world, found?.owner)
  if (found === undefined || creator === undefined) return undefined
  const id = { crowdloan_id: found.id }
  const by = creator.coldkey
  const isReady = found.missingRao === 0n
  if (isReady ? !random.oneIn(5) : random.oneIn(15)) return { by, call: crowdloan('finalize', id) }
  switch (random.below(6)) {
    case 0:
      return { by, call: crowdloan('refund', id) }
    case 1:
      return { by, call: crowdloan('dissolve', id) }
    case 2: {
      const call = crowdloan('update_end', { ...id, new_end: facts.block + 40 + random.below(100) })
      return { by, call }
    }
    case 3: {
      const new_cap = BigInt(random.pick(CAPS_TAO)) * RAO_PER_TAO
      return { by, call: crowdloan('update_cap', { ...id, new_cap }) }
    }
    case 4: {
      const new_min_contribution = amountRao(world)
      return { by, call: crowdloan('update_min_contribution', { ...id, new_min_contribution }) }
    }
    default: {
      const new_max_contribution = random.oneIn(2) ? undefined : 1_000n * RAO_PER_TAO
      return { by, call: crowdloan('set_max_contribution', { ...id, new_max_contribution }) }
    }
  }
}

/** The beneficiary of a lease wants the subnet. */
const endLease: Play = (world) => {
  const { random, facts } = world
  const lease = facts.leases.length === 0 ? undefined : random.pick(facts.leases)
  const beneficiary = actorOf(world, lease?.owner)
  if (lease === undefined || beneficiary === undefined) return undefined
  const hotkey = random.pick(beneficiary.hotkeys).account
  const call = subtensor('terminate_lease', { lease_id: lease.id, hotkey })
  return { by: beneficiary.coldkey, call }
}

/** What people do who want something together. */
export const crowdloanMoves: readonly Weighted[] = [
  [2, open],
  [5, give],
  [1, takeBack],
  [4, manage],
  [1, endLease],
]
