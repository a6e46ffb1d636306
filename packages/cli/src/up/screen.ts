import type { Io } from '../io.ts'
import { createLive } from '../output/live.ts'
import type { SubnetCast } from './cast.ts'
import type { UpDirectory } from './directory.ts'
import type { Standings, SubnetStanding } from './standings.ts'
import { drawStandings, drawSummary, qualityToReward } from './view.ts'

/** What a person, or a machine with `--json`, sees of `plexus up`. */
export interface Screen {
  welcome(directory: UpDirectory, port: number): void
  tell(message: string, data?: Readonly<Record<string, unknown>>): void
  started(casts: readonly SubnetCast[], netuids: ReadonlyMap<string, number>): void
  draw(standings: Standings): void
  summary(standings: Standings): void
  close(): void
}

/** Without a terminal the standings come as lines, this often. */
const LINES_MS = 10_000

export function createScreen(io: Io, json: boolean): Screen {
  const live = createLive(io, json)
  const { log, view } = live
  let lastLines = 0
  return {
    welcome(directory, port) {
      log('info', directory.isNew ? 'A new network' : 'The network of the last time goes on', {
        path: directory.path,
        endpoint: `ws://127.0.0.1:${port}`,
      })
    },
    tell(message, data) {
      live.clear()
      log('info', message, data)
    },
    started(casts, netuids) {
      if (json) return
      io.stderr.write(`${hints(casts, netuids).join('\n')}\n`)
    },
    draw(standings) {
      if (json) return void io.stdout.write(lineFor('standings', standings))
      if (live.isLive) return live.draw(drawStandings(standings, view()))
      if (performance.now() - lastLines < LINES_MS && lastLines > 0) return
      lastLines = performance.now()
      for (const subnet of standings.subnets) log('info', 'Standings', lineOf(standings, subnet))
    },
    summary(standings) {
      live.clear()
      if (json) io.stdout.write(lineFor('summary', standings))
      else io.stdout.write(drawSummary(standings, view()))
    },
    close: live.done,
  }
}

/** What to try while it runs; the lines work as they are. */
function hints(
  casts: readonly SubnetCast[],
  netuids: ReadonlyMap<string, number>,
): readonly string[] {
  const asks = casts.map(
    ({ reference }) => `npx plexus ask ${reference.manifest.name} ${reference.example}`,
  )
  const [netuid = 2] = netuids.values()
  return [
    '',
    'Everybody is at work. Try in another terminal:',
    ...[...asks, `npx plexus explain ${netuid} 1`].map((line) => `  ${line}`),
    'Ctrl-C ends it; the next start goes on from there, --fresh begins anew.',
    '',
  ]
}

function lineOf(standings: Standings, subnet: SubnetStanding): Readonly<Record<string, unknown>> {
  const best = subnet.miners.toSorted((a, b) => Number(b.earnedAlphaRao - a.earnedAlphaRao))
  const paid = best.filter(({ earnedAlphaRao }) => earnedAlphaRao > 0n)
  return {
    block: standings.block,
    subnet: subnet.name,
    paid: paid.length,
    best: paid
      .slice(0, 3)
      .map(({ name }) => name)
      .join(','),
    rho: qualityToReward(subnet)?.toFixed(3) ?? 'none',
  }
}

const lineFor = (event: 'standings' | 'summary', standings: Standings): string => {
  const qualityToRewardBySubnet = standings.subnets.map((subnet) => [
    subnet.name,
    qualityToReward(subnet) ?? null,
  ])
  const value = {
    event,
    ...standings,
    qualityToReward: Object.fromEntries(qualityToRewardBySubnet),
  }
  return `${JSON.stringify(value, printable)}\n`
}

const printable = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value
