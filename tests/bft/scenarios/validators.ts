import { bytesToHex } from '@plexus/primitives'
import { cometResult, validatorsAt } from '../comet-rpc.ts'
import { hashAt, heightOf, until, untilAllMeet, untilAllReach } from '../checks.ts'
import type { LocalNetwork, Member } from '../network.ts'
import { startPolkadotJs } from '../polkadot-js.ts'
import type { JsCall, JsSent, PolkadotJs } from '../polkadot-js.ts'
import type { Scenario } from '../scenario.ts'
import {
  addressOf,
  coldkeyOf,
  foundSovereign,
  hotkeyOf,
  proofOf,
  reportDoubleVote,
  RICH,
  STAKE,
} from '../sovereign.ts'

const ROTATION_BLOCKS = 10
/** What block H tells acts from block H + 2. */
const DELAY = 2

/**
 * A sovereign network, whose set is what the chain says: one joins and leaves by calls, one signs
 * twice and is out, and who proposes is paid.
 */
export const validators: Scenario = {
  name: 'validators',
  size: 'ci',
  async run({ done, withNetwork }) {
    const params = { rotation_blocks: ROTATION_BLOCKS }
    const plan = {
      ...{ validators: 4, guests: 1 },
      found: (members: readonly Member[]) => foundSovereign(members, ['node4'], { params }),
    }
    await withNetwork(plan, async (network) => {
      await network.startAll()
      await untilAllReach(network, 2)
      done(await untilAllMeet(network))
      const client = await startPolkadotJs()
      const play = { network, client }
      try {
        done(await feesArrive(play))
        done(await joins(play))
        done(await leaves(play))
        done(await signsTwice(play))
        done(await sameSets(play))
      } finally {
        await client.stop()
      }
    })
  },
}

interface Play {
  readonly network: LocalNetwork
  readonly client: PolkadotJs
}

/** The fee of a transfer is what the coldkey of the proposer has more after its block. */
async function feesArrive(play: Play): Promise<string> {
  const member = memberAt(play, 0)
  const sent = await send(play, 0, RICH, [
    'balances',
    'transferKeepAlive',
    [await addressOf('//Ferdie'), TAO],
  ])
  const [, , paid] = sent.events.find(([, name]) => name === 'TransactionFeePaid') ?? []
  const fee = Array.isArray(paid) ? BigInt(paid[1]) : 0n
  const proposer = await proposerOf(play, sent.number)
  const coldkey = await addressOf(coldkeyOf(proposer))
  const [before, after] = await Promise.all(
    [sent.number - 1, sent.number].map(async (height) => {
      const at = await hashAt(member, height)
      const path = ['system', 'account'] as const
      const account = await play.client.query<Account>(member, path, [coldkey], at)
      return BigInt(account.data.free)
    }),
  )
  if (fee === 0n || (after ?? 0n) - (before ?? 0n) !== fee) {
    throw new Error(`${proposer.name} proposed, a fee of ${fee}: ${before} became ${after}`)
  }
  return `the fee of ${fee} rao is with ${proposer.name}, who proposed block ${sent.number}`
}

const TAO = 1_000_000_000

interface Account {
  readonly data: { readonly free: number | string }
}

/** It stakes as much as the others, and acts from the first block of the next period. */
async function joins(play: Play): Promise<string> {
  const guest = memberAt(play, 4)
  const hotkey = await addressOf(hotkeyOf(guest))
  const genesis = await hashAt(guest, 0)
  const key = bytesToHex(guest.validatorKey)
  const proof = await proofOf(guest, genesis, hotkeyOf(guest))
  const coldkey = coldkeyOf(guest)
  await send(play, 0, coldkey, ['subtensorModule', 'rootRegister', [hotkey]])
  await send(play, 1, coldkey, ['subtensorModule', 'addStake', [hotkey, 0, Number(STAKE)]])
  const call = ['engine', 'registerConsensusKey', [key, proof]] as const
  const sent = await send(play, 4, hotkeyOf(guest), call)
  const first = periodAfter(sent.number)
  await untilAllReach(play.network, first + SEEN_BLOCKS)
  await ensureActs(play, guest, first, true)
  const signed = await firstSignature(play, guest, first)
  return `${guest.name} registers in block ${sent.number}, is a validator from ${first} and signs ${signed}`
}

async function leaves(play: Play): Promise<string> {
  const guest = memberAt(play, 4)
  const sent = await send(play, 3, hotkeyOf(guest), ['engine', 'unregister', []])
  const first = periodAfter(sent.number)
  await untilAllReach(play.network, first + 1)
  await ensureActs(play, guest, first, false)
  return `${guest.name} takes its key back in block ${sent.number}, and is none from ${first}`
}

/** Evidence arrives: key and hotkey are out for ever, two blocks later; the others go on. */
async function signsTwice(play: Play): Promise<string> {
  const [witness, guilty] = [memberAt(play, 0), memberAt(play, 3)]
  const height = (await heightOf(witness)) - 2
  await reportDoubleVote(witness, guilty, height)
  const key = bytesToHex(guilty.validatorKey)
  const hotkey = await addressOf(hotkeyOf(guilty))
  let learned: number | null = null
  await until('the chain learns of it', async () => {
    learned = await play.client.query<number | null>(witness, ['engine', 'tombstoned'], [key])
    return learned !== null
  })
  const at = Number(learned)
  await untilAllReach(play.network, at + DELAY + 3)
  await ensureActs(play, guilty, at + DELAY, false)
  const jailed = await play.client.query<number | null>(witness, ['engine', 'jailed'], [hotkey])
  if (jailed === null) throw new Error(`the hotkey of ${guilty.name} is not jailed`)
  const back = await send(play, 0, hotkeyOf(guilty), ['engine', 'unjail', []]).catch(
    (error: unknown) => (error instanceof Error ? error.message : ''),
  )
  if (typeof back !== 'string') throw new Error(`${guilty.name} gets out of jail`)
  return (
    `${guilty.name} signed block ${height} twice: the chain learned of it in ${at}, it is none ` +
    `from ${at + DELAY}, jailed until ${jailed}, and does not get out (${back})`
  )
}

/** What CometBFT has as its set is what the chain told it two blocks before, at each height. */
async function sameSets(play: Play): Promise<string> {
  const member = memberAt(play, 1)
  const last = (await heightOf(member)) - DELAY
  for (let height = 0; height <= last; height += 1) {
    const at = height === 0 ? 1 : height + DELAY
    const [told, found] = await Promise.all([
      play.client.query<readonly { readonly key: string; readonly power: number }[]>(
        member,
        ['engine', 'active'],
        [],
        await hashAt(member, height),
      ),
      validatorsAt(member, at),
    ])
    const names = (set: readonly string[]): string => set.toSorted().join(' ')
    const wanted = names(told.map(({ key, power }) => `${key}:${power}`))
    const got = names(found.map(({ key, power }) => `${bytesToHex(key)}:${power}`))
    if (wanted !== got) throw new Error(`block ${height} told ${wanted}, ${at} has ${got}`)
  }
  return `the set of CometBFT is what the chain told it, at each of ${last + 1} heights`
}

/** Blocks in which a new validator has to have signed. */
const SEEN_BLOCKS = 6

/** The first block of the period that a call in this block may change. */
function periodAfter(height: number): number {
  return Math.ceil((height + DELAY) / ROTATION_BLOCKS) * ROTATION_BLOCKS
}

/** It is (or is none) from this block on, and not a block earlier or later. */
async function ensureActs(play: Play, member: Member, first: number, acts: boolean): Promise<void> {
  const witness = memberAt(play, 0)
  for (const [height, wanted] of [
    [first - 1, !acts],
    [first, acts],
  ] as const) {
    const set = await validatorsAt(witness, height)
    const found = set.some(({ key }) => Buffer.compare(key, member.validatorKey) === 0)
    if (found === wanted) continue
    throw new Error(`${member.name} is ${found ? 'a' : 'no'} validator of block ${height}`)
  }
}

/** The first block that has its signature. */
async function firstSignature(play: Play, member: Member, first: number): Promise<number> {
  const witness = memberAt(play, 0)
  const set = await validatorsAt(witness, first)
  const own = set.find(({ key }) => Buffer.compare(key, member.validatorKey) === 0)
  for (let height = first; height < first + SEEN_BLOCKS; height += 1) {
    const { signed_header: signed } = await cometResult<{
      readonly signed_header: {
        readonly commit: { readonly signatures: readonly { readonly validator_address: string }[] }
      }
    }>(witness, 'commit', { height: String(height) })
    const { signatures } = signed.commit
    if (signatures.some(({ validator_address: address }) => address === own?.address)) return height
  }
  throw new Error(`${member.name} signs none of ${SEEN_BLOCKS} blocks from ${first}`)
}

async function proposerOf(play: Play, height: number): Promise<Member> {
  const witness = memberAt(play, 0)
  const { block } = await cometResult<{
    readonly block: { readonly header: { readonly proposer_address: string } }
  }>(witness, 'block', { height: String(height) })
  const set = await validatorsAt(witness, height)
  const proposer = set.find(({ address }) => address === block.header.proposer_address)
  const member = play.network.members.find(
    ({ validatorKey }) => Buffer.compare(validatorKey, proposer?.key ?? Buffer.alloc(0)) === 0,
  )
  if (member === undefined) throw new Error(`nobody proposed block ${height}`)
  return member
}

const send = (play: Play, at: number, signer: string, call: JsCall): Promise<JsSent> =>
  play.client.send(play.network, memberAt(play, at), signer, call)

function memberAt({ network }: Play, at: number): Member {
  const member = network.members[at]
  if (member === undefined) throw new Error(`there is no node ${at}`)
  return member
}
