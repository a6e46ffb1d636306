import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cometPidsOf, heightOf, until, untilReaches } from '../checks.ts'
import { wrapBinary } from '../network.ts'
import type { LocalNetwork, Member } from '../network.ts'
import type { Scenario } from '../scenario.ts'
import { sendThrough, untilFinal } from '../transfers.ts'

/** Exit code of a node that cannot go on until its operator acts (docs/cli.md). */
const REFUSED = 3
const MAX_END_MS = 120_000

/**
 * CometBFT ends at places of a block that its makers chose: 0 to 9 lie before and after its store,
 * FinalizeBlock, our Commit and its state.
 */
export const failPoints: Scenario = {
  name: 'fail-points',
  size: 'ci',
  async run({ full, flags, comet, done, withNetwork }) {
    const plan = { validators: 1, binaries: [comet] }
    await withNetwork(plan, async (network) => {
      const [member] = network.members
      if (member === undefined) throw new Error('there is no validator')
      await network.startAll()
      await untilReaches(member, 2)
      await untilFinal(await sendThrough(network, member, '//Alice'))
      for (const point of flags.failPoints) done(await endsOnce(network, member, point, comet))
      const points = full ? flags.failPoints : flags.failPoints.slice(0, 1)
      for (const point of points) done(await endsAlways(network, member, point))
    })
  },
}

/** CometBFT ends there once; the node lives on and starts it again. */
async function endsOnce(
  network: LocalNetwork,
  member: Member,
  point: number,
  comet: string,
): Promise<string> {
  await network.end(member)
  const mark = join(member.path, 'fails-once')
  writeFileSync(mark, '')
  const wrapper = wrapBinary(join(member.path, 'fails-once.sh'), comet, [
    `if [ "$1" = start ] && rm "${mark}" 2>/dev/null; then export FAIL_TEST_INDEX=${point}; fi`,
  ])
  await network.start(member, { COMETBFT: wrapper })
  await until(`CometBFT ends at point ${point}`, () => cometPidsOf(member).length === 2)
  if (existsSync(mark)) throw new Error('CometBFT was not started behind the mark')
  const found = await heightOf(member)
  await untilReaches(member, found + 3)
  await untilFinal(await sendThrough(network, member, '//Alice'))
  return `CometBFT ends at point ${point} of a block: started again, and goes on from ${found}`
}

/** CometBFT ends there as often as it is started: the node gives up. Without that, it goes on. */
async function endsAlways(network: LocalNetwork, member: Member, point: number): Promise<string> {
  await network.end(member)
  await network.start(member, { FAIL_TEST_INDEX: String(point) })
  const { process: node, client } = member
  const timer = setTimeout(() => node?.kill('SIGKILL'), MAX_END_MS)
  const { code } = (await node?.ended) ?? { code: null }
  clearTimeout(timer)
  client?.close()
  const said = node?.stderr() ?? ''
  if (code !== REFUSED || !said.includes('error[CometBftEnded]')) {
    throw new Error(`point ${point}: ended with ${String(code)} and said ${said}`)
  }
  await network.start(member)
  const found = await heightOf(member)
  await untilReaches(member, found + 3)
  return `CometBFT ends at point ${point} of each block: given up, and goes on from ${found}`
}
