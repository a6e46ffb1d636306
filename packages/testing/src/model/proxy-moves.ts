import { equalBytes } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { anyActor } from '../economy/move.ts'
import { canPay, harmlessCall, id, isFree, payer, sudoHolder } from './accounts.ts'
import { announcedBy, coldkeyOf, livingPures, PROXY_TYPES, proxiesOf, typeName } from './proxies.ts'
import type { Definition, Pending } from './proxies.ts'
import { ofAccount, recall, remember, SUDO } from './sure-move.ts'
import type { ModelWorld, SureMove, SurePlay, WeightedSure } from './sure-move.ts'

const MOST_PROXIES = 20
const MOST_PENDING = 75
const MOST_PURES = 20

/** Somebody acts for another, both of the cast. */
interface Relation extends Definition {
  readonly real: KeyPair
  readonly proxy: KeyPair
}

const add: SurePlay = (world) => {
  const { random } = world
  const by = payer(world)
  const delegate = anyActor(world).coldkey.account
  if (by === undefined || equalBytes(delegate, by.account)) return undefined
  const type = random.oneIn(2) ? 0 : random.below(PROXY_TYPES.length)
  const delay = random.oneIn(2) ? 0 : 1 + random.below(3)
  const all = proxiesOf(world, by.account)
  const isKnown = all.some(
    (each) => equalBytes(each.delegate, delegate) && each.type === type && each.delay === delay,
  )
  if (isKnown || all.length >= MOST_PROXIES) return undefined
  const relation = { delegate: id(delegate), proxy_type: PROXY_TYPES[type], delay }
  return { by, call: callOf('Proxy', 'add_proxy', relation) }
}

/** An account ends a relation, or all, or says who pays for what its proxy does. */
const manage: SurePlay = (world) => {
  const { random } = world
  const relation = anyRelation(world, ({ real }) => canPay(world, real))
  if (relation === undefined) return undefined
  const { real: by, proxy, delay } = relation
  const delegate = id(proxy.account)
  switch (random.below(4)) {
    case 0: {
      const args = { delegate, proxy_type: typeName(relation), delay }
      return { by, call: callOf('Proxy', 'remove_proxy', args) }
    }
    case 1:
      return random.oneIn(3) ? { by, call: callOf('Proxy', 'remove_proxies', {}) } : undefined
    default: {
      const args = { delegate, pays_fee: random.oneIn(2) }
      return { by, call: callOf('Proxy', 'set_real_pays_fee', args) }
    }
  }
}

const poke: SurePlay = (world) => {
  const by = payer(world)
  return by && { by, call: callOf('Proxy', 'poke_deposit', {}) }
}

const act: SurePlay = (world) => {
  const relation = anyRelation(
    world,
    ({ delay, real, proxy }) => delay === 0 && canPay(world, proxy) && canPay(world, real),
  )
  if (relation === undefined) return undefined
  const call = harmlessCall(world)
  const args = { real: id(relation.real.account), force_proxy_type: typeName(relation), call }
  return {
    by: relation.proxy,
    call: callOf('Proxy', 'proxy', args),
    // It may be who pays the fee.
    alone: [ofAccount(relation.real.account)],
  }
}

/** A proxy says what it will do. */
const announce: SurePlay = (world) => {
  const relation = anyRelation(world, ({ proxy }) => canPay(world, proxy))
  if (relation === undefined) return undefined
  const { real, proxy } = relation
  if (announcedBy(world, proxy.account).length >= MOST_PENDING) return undefined
  const call_hash = remember(world, harmlessCall(world))
  return {
    by: proxy,
    call: callOf('Proxy', 'announce', { real: id(real.account), call_hash }),
    shared: [ofAccount(real.account)],
  }
}

/** What was announced is done, or taken back, or refused. */
const settle: SurePlay = (world) => {
  const { random } = world
  const found = anyAnnouncement(world)
  if (found === undefined) return undefined
  const { proxy, real, pending } = found
  const call_hash = pending.hash
  switch (random.below(5)) {
    case 0: {
      const args = { real: id(pending.real), call_hash }
      return signedBy(world, proxy, callOf('Proxy', 'remove_announcement', args), real)
    }
    case 1: {
      const args = { delegate: id(proxy.account), call_hash }
      return signedBy(world, real, callOf('Proxy', 'reject_announcement', args), proxy)
    }
    default:
      return carryOut(world, found)
  }
}

function carryOut(world: ModelWorld, { proxy, real, pending }: Announced): SureMove | undefined {
  const call = recall(world, pending.hash)
  const relation = proxiesOf(world, real.account).find(({ delegate }) =>
    equalBytes(delegate, proxy.account),
  )
  if (call === undefined || relation === undefined) return undefined
  if (world.now - pending.height < relation.delay) return undefined
  const whose = { delegate: id(proxy.account), real: id(real.account) }
  const args = { ...whose, force_proxy_type: undefined, call }
  const sent = callOf('Proxy', 'proxy_announced', args)
  const by = world.random.oneIn(2) ? proxy : anyActor(world).coldkey
  if (!isFree(world, real.account) || !canPay(world, by)) return undefined
  const parts = [proxy, real].filter((each) => each !== by).map(({ account }) => ofAccount(account))
  return { by, call: sent, alone: parts }
}

/** An account without a key is made. */
const create: SurePlay = (world) => {
  const by = payer(world)
  if (by === undefined) return undefined
  const index = world.random.below(3)
  const { pures } = world.memory
  pures.push({ spawner: by.account, type: 'Any', index, height: world.now })
  if (pures.length > MOST_PURES) pures.shift()
  const args = { proxy_type: 'Any', delay: 0, index }
  return { by, call: callOf('Proxy', 'create_pure', args) }
}

/** An account without a key ends itself; Root or its proxy speaks for it. */
const kill: SurePlay = (world) => {
  const all = livingPures(world)
  if (all.length === 0) return undefined
  const { origin, account, place } = world.random.pick(all)
  const spawner = coldkeyOf(world, origin.spawner)
  if (spawner === undefined || !isFree(world, account)) return undefined
  const made = { spawner: id(origin.spawner), proxy_type: origin.type, index: origin.index }
  const call = callOf('Proxy', 'kill_pure', { ...made, height: origin.height, ext_index: place })
  if (world.random.oneIn(3)) {
    if (!canPay(world, spawner)) return undefined
    const args = { real: id(account), force_proxy_type: undefined, call }
    return { by: spawner, call: callOf('Proxy', 'proxy', args), alone: [ofAccount(account)] }
  }
  const by = sudoHolder(world)
  if (by === undefined) return undefined
  const alone = [ofAccount(account), ofAccount(origin.spawner)]
  const sent = callOf('Sudo', 'sudo_as', { who: id(account), call })
  return {
    by,
    call: sent,
    alone: alone.filter((part) => part !== ofAccount(by.account)),
    shared: [SUDO],
  }
}

/** What is done for others. */
export const proxyMoves: readonly WeightedSure[] = [
  [4, add],
  [2, manage],
  [1, poke],
  [3, act],
  [4, announce],
  [6, settle],
  [1, create],
  [1, kill],
]

function anyRelation(
  world: ModelWorld,
  isWanted: (relation: Relation) => boolean,
): Relation | undefined {
  const all = world.cast.flatMap(({ coldkey: real }) =>
    proxiesOf(world, real.account).flatMap((definition) => {
      const proxy = coldkeyOf(world, definition.delegate)
      return proxy === undefined ? [] : [{ ...definition, real, proxy }]
    }),
  )
  const wanted = all.filter(isWanted)
  return wanted.length === 0 ? undefined : world.random.pick(wanted)
}

/** An announcement with its two sides, both of the cast. */
interface Announced {
  readonly proxy: KeyPair
  readonly real: KeyPair
  readonly pending: Pending
}

function anyAnnouncement(world: ModelWorld): Announced | undefined {
  const all = world.cast.flatMap(({ coldkey: proxy }) =>
    announcedBy(world, proxy.account).flatMap((pending) => {
      const real = coldkeyOf(world, pending.real)
      return real === undefined ? [] : [{ proxy, real, pending }]
    }),
  )
  return all.length === 0 ? undefined : world.random.pick(all)
}

/** A move of one side that the other has no part in. */
const signedBy = (
  world: ModelWorld,
  by: KeyPair,
  call: RuntimeCall,
  other: KeyPair,
): SureMove | undefined =>
  canPay(world, by) ? { by, call, alone: [ofAccount(other.account)] } : undefined
