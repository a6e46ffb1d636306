import { join } from 'node:path'
import { openAbciWire } from '../abci-wire.ts'
import type { AbciMessage, AbciWire } from '../abci-wire.ts'
import { cometPidsOf, heightOf, nothingLost, pause, untilGone, untilReaches } from '../checks.ts'
import { wrapBinary } from '../network.ts'
import type { LocalNetwork, Member } from '../network.ts'
import type { Scenario, Stage } from '../scenario.ts'
import { sendAgain, sendThrough, untilFinal } from '../transfers.ts'

/** A moment of a block at which the node dies, and the message that is on its way then. */
interface CrashPoint {
  readonly name: string
  readonly held: AbciMessage
}

const POINTS: readonly CrashPoint[] = [
  { name: 'before FinalizeBlock', held: 'FinalizeBlock asked' },
  { name: 'after FinalizeBlock', held: 'FinalizeBlock answered' },
  { name: 'between FinalizeBlock and Commit', held: 'Commit asked' },
  { name: 'after Commit, before it is said', held: 'Commit answered' },
]

/**
 * The node dies at known moments of a block: we sit on the wire between it and CometBFT. What is
 * decided and not written is executed again; what is written is not.
 */
export const crashPoints: Scenario = {
  name: 'crash-points',
  size: 'ci',
  async run(stage) {
    const { full, random, comet, withNetwork } = stage
    for (const validators of full ? [1, 4] : [1]) {
      await withNetwork({ validators, binaries: [comet] }, async (network) => {
        const member = random.pick(network.members)
        const wire = await openAbciWire(
          join(member.path, 'wire.sock'),
          join(member.home, 'abci.sock'),
        )
        try {
          await dieAtAll({ network, member, wire, binary: wireBinary(member, comet) }, stage)
          await network.end(member)
        } finally {
          await wire.close()
        }
        await network.start(member)
      })
    }
  },
}

async function dieAtAll(wired: Wired, { random, done }: Stage): Promise<void> {
  const { network, member } = wired
  await Promise.all(
    network.members.map((each) => (each === member ? start(wired) : network.start(each))),
  )
  await untilReaches(member, 2)
  for (const point of POINTS) done(await dieAt(wired, point, 1 + random.below(3)))
  done(await dieInside(wired))
}

/** A member with a wire before it. */
interface Wired {
  readonly network: LocalNetwork
  readonly member: Member
  readonly wire: AbciWire
  /** A CometBFT that talks to the wire. */
  readonly binary: string
}

const wireBinary = ({ path }: Member, comet: string): string =>
  wrapBinary(join(path, 'comet-on-wire.sh'), comet, [
    `export CMT_PROXY_APP="unix://${join(path, 'wire.sock')}"`,
  ])

const start = ({ network, member, binary }: Wired): Promise<void> =>
  network.start(member, { COMETBFT: binary })

async function dieAt(wired: Wired, point: CrashPoint, count: number): Promise<string> {
  const { network, member, wire } = wired
  const flying = await sendThrough(network, member, '//Alice')
  await wire.hold(point.held, count)
  const before = await heightOf(member)
  await kill(member)
  await start(wired)
  return goesOn(wired, point.name, before, flying)
}

/** It dies before Commit, and again while it executes that block anew. */
async function dieInside(wired: Wired): Promise<string> {
  const { network, member, wire } = wired
  const flying = await sendThrough(network, member, '//Alice')
  await wire.hold('Commit asked', 1)
  const before = await heightOf(member)
  await kill(member)
  const asked = wire.hold('FinalizeBlock asked', 1)
  await start(wired)
  const { pass } = await asked
  const answers = wire.seen('FinalizeBlock answered')
  pass()
  await pause(INSIDE_MS)
  await kill(member)
  if (wire.seen('FinalizeBlock answered') !== answers) {
    throw new Error(`the node finalizes a block within ${INSIDE_MS} ms: it did not die inside`)
  }
  await start(wired)
  return goesOn(wired, 'inside FinalizeBlock', before, flying)
}

/** A process that has just started needs longer for its first block. */
const INSIDE_MS = 1

async function goesOn(
  { network, member }: Wired,
  name: string,
  from: number,
  flying: Awaited<ReturnType<typeof sendThrough>>,
): Promise<string> {
  const found = await heightOf(member)
  if (found < from) throw new Error(`${name}: ${from} blocks became ${found}`)
  await untilReaches(member, from + 3)
  await sendAgain(network, flying)
  await untilFinal(await sendThrough(network, member, '//Alice'))
  await nothingLost(network)
  return `${member.name} of ${network.members.length} dies ${name}, with ${from} blocks, and goes on`
}

/** The node dies, and its CometBFT as it has lost it. */
async function kill(member: Member): Promise<void> {
  const comet = cometPidsOf(member).at(-1)
  member.process?.kill('SIGKILL')
  await member.process?.ended
  member.client?.close()
  delete member.process
  delete member.client
  if (comet !== undefined) await untilGone(comet)
}
