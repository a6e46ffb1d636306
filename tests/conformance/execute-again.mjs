// Executes every block that a node of a network has kept on a chain of its own, from header and body
// alone, without CometBFT: each must come out with the same header.
//   node --import tsx --conditions=source tests/conformance/execute-again.mjs DIRECTORY
import { join } from 'node:path'
import { createNode } from '../../packages/node/src/index.ts'
import { makeNode, replayHistory } from '../replay/history.ts'

const [directory] = process.argv.slice(2)
const options = { preset: 'localnet', timing: 'fast', signatureWorkers: 0 }
const kept = await createNode({ ...options, path: join(directory, 'chain') })
const copy = await makeNode()
try {
  replayHistory(kept, copy)
  const { number } = copy.chain.head()
  let extrinsics = 0
  for (let height = 1; height <= number; height += 1) {
    extrinsics += copy.chain.body(copy.chain.hashAt(height)).length
  }
  process.stdout.write(`${number} blocks with ${extrinsics} extrinsics execute again under solo\n`)
} finally {
  await kept.stop()
  await copy.stop()
}
