import type { Command } from 'commander'
import type { Context } from '../../program.ts'

/** `plexus network status`. */
export function addNetworkStatus(network: Command, { io }: Context): void {
  network
    .command('status')
    .description('how the nodes of a network on this machine do')
    .argument('<dir>', 'what init made')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nexample: plexus network status ./net')
    .action(async (path: string, flags: { readonly json?: true }) => {
      const [{ openNetwork }, { askAll }, { createStandings }, { drawNetwork }, { print }] =
        await Promise.all([
          import('../../network/directory.ts'),
          import('../../network/ask-all.ts'),
          import('../../network/standing.ts'),
          import('../../network/view.ts'),
          import('../../output/print.ts'),
        ])
      const { nodes } = await openNetwork(path)
      const standings = createStandings(nodes, nodes[0]?.blockTimeMs ?? 0)
      standings.hear(await askAll(nodes), io.now())
      const standing = standings.now()
      const plain = { columns: io.columns?.() ?? 80, style: (_: string, text: string) => text }
      print(io, flags, standing, drawNetwork(standing, plain).trimEnd())
    })
}
