import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server on loopback. */
export interface Server {
  /** Where it listens: `http://127.0.0.1:<port>`. */
  readonly origin: string
  close(): Promise<void>
}

const PAGE = Buffer.from(
  '<!doctype html><link rel="icon" href="data:," /><script type="module" src="/page.js"></script>',
)

/**
 * Serves files from memory, and at `/` the page that loads `/page.js`.
 *
 * @param files by path; what is put in later is served, too
 */
export async function serve(files: ReadonlyMap<string, Uint8Array>): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const path = url.split('?', 1)[0] ?? '/'
    const file = path === '/' ? PAGE : files.get(path)
    // What is under a path changes from one page to the next.
    const headers = { 'content-type': typeOf(path), 'cache-control': 'no-store' }
    response.writeHead(file === undefined ? 404 : 200, headers)
    response.end(file)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function typeOf(path: string): string {
  if (path === '/') return 'text/html'
  return path.endsWith('.js') ? 'text/javascript' : 'application/octet-stream'
}
