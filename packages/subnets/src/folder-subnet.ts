import { pathToFileURL } from 'node:url'
import { join, resolve } from 'node:path'
import { loadSubnetModule } from '@plexus/sdk/node'
import type { Agent } from '@plexus/sdk/node'
import { referenceSubnet } from './reference.ts'
import type { ReferenceSubnet } from './reference.ts'

/**
 * A subnet of a user's own folder, as `plexus subnet create` writes one. Its code runs with all
 * rights of this process: load none that you do not trust.
 *
 * @param folder with an `index.js`
 * @throws SubnetError `ModuleInvalid`; what the module throws when it is imported
 */
export async function folderSubnet(folder: string): Promise<ReferenceSubnet> {
  const file = join(resolve(folder), 'index.js')
  const { subnet, createBackend, createAgents } = loadSubnetModule(
    await import(pathToFileURL(file).href),
  )
  return referenceSubnet({
    subnet,
    question: 'text',
    example: '{}',
    agents: new Map(createAgents().map((agent) => [agent.name, makerOf(agent.name, createAgents)])),
    quality: new Map(),
    lineUp: async () => createAgents(),
    openBackend: () => createBackend(),
    readQuestion: (input) => {
      const fields = JSON.parse(new TextDecoder().decode(input)) as Readonly<
        Record<string, unknown>
      >
      return subnet.synapse.parseRequest(fields)
    },
    writeAnswer: (_, response) => {
      const json = subnet.synapse.writeResponse(response)
      return { text: JSON.stringify(json, undefined, 2), json }
    },
  })
}

const makerOf = (name: string, createAgents: () => readonly Agent<unknown, unknown>[]) => ({
  async create() {
    const found = createAgents().find((agent) => agent.name === name)
    if (found === undefined) throw new Error(`createAgents gives no "${name}" any more.`)
    return found
  },
})
