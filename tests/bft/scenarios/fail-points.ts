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
    await withNetwork({ validators: 1 }, async (network) => {
      const [member] = network.members
      if (member === undefined) throw new Error('there is no validator')
      const start = startWithMark(network, member, comet)
      await start()
      await untilReaches(member, 2)
      await untilFinal(await sendThrough(network, member, '//Alice'))
      for (const point of flags.failPoints) {
        // The node gives up a CometBFT that ends more than five times.
        if (cometPidsOf(member).length > 3) {
          await network.end(member)
          await start()
          await untilReaches(member, (await heightOf(member)) + 1)
        }
        done(await endsOnce(network, member, point))
      }
      const points = full ? flags.failPoints : flags.failPoints.slice(0, 1)
      for (const point of points) done(await endsAlways(network, member, point))
    })
  },
}

/** A CometBFT that finds this file ends at the point which the file names; it takes the file away. */
const markOf = ({ path }: Member): string => join(path, 'fail-point')

function startWithMark(network: LocalNetwork, member: Member, comet: string): () => Promise<void> {
  const mark = markOf(member)
  const wrapper = wrapBinary(join(member.path, 'comet-with-mark.sh'), comet, [
    `if [ "$1" = start ] && [ -e "${mark}" ]; then`,
    `  FAIL_TEST_INDEX=$(cat "${mark}"); export FAIL_TEST_INDEX; rm "${mark}"`,
    'fi',
  ])
  return () => network.start(member, { COMETBFT: wrapper })
}

/** CometBFT ends there once; the node lives on and starts it again. */
async function endsOnce(network: LocalNetwork, member: Member, point: number): Promise<string> {
  const pids = cometPidsOf(member)
  const running = pids.at(-1)
  if (running === undefined) throw new Error(`${member.name} did not say that it started CometBFT`)
  writeFileSync(markOf(member), String(point))
  process.kill(running, 'SIGKILL')
  await until(
    `CometBFT ends at point ${point}`,
    () => cometPidsOf(member).length === pids.length + 2,
  )
  if (existsSync(markOf(member))) throw new Error('CometBFT was not started behind the mark')
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
