// A node whose JSON-RPC tells one lie, or none; for the conformance suites, never shipped.
//   node --import tsx --conditions=source tests/conformance/mutant-node.mjs NAME|none PORT
//   node --import tsx --conditions=source tests/conformance/mutant-node.mjs --list
import { createNode } from '../../packages/node/src/index.ts'
import { mutations } from '../../packages/testing/src/mutations/index.ts'

const [name, port] = process.argv.slice(2)
if (name === '--list') {
  process.stdout.write(`${mutations.map((mutation) => mutation.name).join('\n')}\n`)
  process.exit(0)
}
const mutation = mutations.find((candidate) => candidate.name === name)
if (mutation === undefined && name !== 'none') {
  process.stderr.write(`There is no mutation "${name}"; --list prints them.\n`)
  process.exit(2)
}

const node = await createNode({
  preset: 'localnet',
  timing: 'fast',
  ports: [Number(port)],
  dev: true,
  memory: true,
  wrapProvider: (provider) => mutation?.wrap(provider) ?? provider,
})
await node.start()
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    void node.stop().then(() => process.exit(0))
  })
}
