import type { Server } from 'node:http'
import { isIP } from 'node:net'
import type { AddressInfo } from 'node:net'
import { CannotListenError, PortTakenError } from './errors.ts'

/** Attempts to find a port that is free on every host, when the port is ours to choose. */
const CHOICES = 8

/**
 * Opens one port on all hosts. `::1` is left out on a machine without IPv6.
 * @param create makes the HTTP server of one host
 * @param port 0 chooses one that is free on all hosts
 * @returns the servers, all on the same port, at least one
 * @throws PortTakenError, CannotListenError; nothing stays open then
 */
export async function listenOnHosts(
  create: () => Server,
  hosts: readonly string[],
  port: number,
): Promise<readonly Server[]> {
  for (let choice = 1; ; choice += 1) {
    const servers: Server[] = []
    try {
      for (const host of hosts) {
        const [first] = servers
        const server = await listenOnce(create(), host, first === undefined ? port : portOf(first))
        if (server !== undefined) servers.push(server)
      }
      if (servers.length === 0) throw new CannotListenError(hosts.join(', '), port, undefined)
      return servers
    } catch (error) {
      await Promise.all(servers.map(closeServer))
      const mayChooseAgain = port === 0 && error instanceof PortTakenError && choice < CHOICES
      if (!mayChooseAgain) throw error
    }
  }
}

/** The port on which a server listens. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

/** Whether only programs of this machine reach the host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** Stops a server; resolves when it is closed. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Resolves with nothing where `::1` does not exist. */
function listenOnce(server: Server, host: string, port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (host === '::1' && NO_IPV6.has(error.code)) resolve(undefined)
      else if (error.code === 'EADDRINUSE') reject(new PortTakenError(host, port, error))
      else reject(new CannotListenError(host, port, error))
    }
    server.once('error', failed)
    server.listen({ host, port, ipv6Only: isIP(host) === 6 }, () => {
      server.off('error', failed)
      resolve(server)
    })
  })
}

const NO_IPV6: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])
