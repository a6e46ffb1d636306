import { createServer } from 'node:http'
import type { Metrics } from './create-metrics.ts'

/** A small HTTP server that answers `GET /metrics`. */
export interface MetricsServer {
  readonly port: number
  close(): Promise<void>
}

/**
 * Serves the metrics on loopback, for a Prometheus on this machine.
 *
 * @throws Error with the system's `code` (`EADDRINUSE`) when the port cannot be had.
 */
export async function serveMetrics(metrics: Metrics, port: number): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.render().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
