import { createServer } from 'node:net'

/** Makes sure that nobody listens on a port of loopback. @throws EADDRINUSE */
export function ensureFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .once('listening', () => server.close(() => resolve()))
    server.listen(port, '127.0.0.1')
  })
}
