import { encodeSs58 } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { createLocalnet } from '@plexus/node'
import type { Localnet, LocalnetOptions } from '@plexus/node'
import { createClient, custom } from '../../src/index.ts'
import type { Client } from '../../src/index.ts'

/** A localnet and a client of it. */
export interface World {
  readonly net: Localnet
  readonly client: Client
  stop(): Promise<void>
}

export async function createWorld(options: LocalnetOptions = {}): Promise<World> {
  const net = await createLocalnet(options)
  const client = await createClient({ transport: custom(net.provider) })
  return {
    net,
    client,
    async stop() {
      client.close()
      await net.stop()
    },
  }
}

export const addressOf = ({ account }: KeyPair): string => encodeSs58(account)
