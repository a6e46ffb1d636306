import { createServer } from 'node:net'

/**
 * Ports that nobody listens on, upwards from `base`. They lie below those that systems give to
 * outgoing connections, so that a node which starts again finds its own free.
 */
export async function freePorts(count: number, base: number): Promise<readonly number[]> {
  const ports: number[] = []
  for (let port = base; ports.length < count; port += 1) if (await isFree(port)) ports.push(port)
  return ports
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}
