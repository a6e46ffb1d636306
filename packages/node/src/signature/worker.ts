import { parentPort } from 'node:worker_threads'
import { createSignatures } from '@plexus/primitives'
import type { BatchReply, BatchRequest } from './worker-messages.ts'

/** The body of a signature worker: answers each batch with its results, in order. */
async function serve(): Promise<void> {
  const port = parentPort
  if (port === null) return
  const signatures = await createSignatures()
  port.on('message', ({ checks }: BatchRequest) => {
    const results = checks.map((check) => signatures.verifySignature(check))
    port.postMessage({ results } satisfies BatchReply)
  })
  port.postMessage({ ready: true } satisfies BatchReply)
}

await serve()
