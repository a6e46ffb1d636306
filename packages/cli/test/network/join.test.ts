import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNode, genesisFileOf, prepareHome, presetOfGenesis, readGenesis } from '@plexus/node'
import type { Node } from '@plexus/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../fake.ts'

let root: string
let node: Node
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'join-'))
  const net = join(root, 'net')
  const wallet = JSON.parse(
    (await must('wallet', 'create', '--format', 'plaintext', ...joiner())).stdout,
  )
  const balances = join(root, 'balances.json')
  writeFileSync(
    balances,
    JSON.stringify([
      [wallet.coldkey, '5000000000000'],
      [wallet.hotkey, '1000000000'],
    ]),
  )
  await must('network', 'init', '--validators', '2', '--out', net, '--balances', balances, '--json')
  const file = genesisFileOf(join(net, 'node0', 'cometbft'))
  node = await createNode({
    preset: presetOfGenesis(file, readGenesis(file)),
    ...{ timing: 'fast', memory: true, ports: [0], signatureWorkers: 0 },
    sealing: { mode: 'instant' },
  })
  await node.start()
  // What a node that wants to join makes for itself.
  prepareHome(join(root, 'me', 'cometbft'))
})
afterAll(async () => {
  await node?.stop()
  rmSync(root, { recursive: true })
})

const joiner = (): string[] => [
  '--wallet-path',
  join(root, 'wallets'),
  '--wallet',
  'joiner',
  '--json',
]
const run = (...argv: string[]) => runCli(argv)
async function must(...argv: string[]) {
  const done = await run(...argv)
  if (done.exit !== 0) throw new Error(`plexus ${argv.join(' ')}: ${done.stderr}`)
  return done
}
const chain = (): string[] => [...joiner(), '--endpoint', node.endpoints[0] ?? '']
const me = (): string => join(root, 'me')

test('a hotkey without a place on root is told so', async () => {
  const { exit, stderr } = await run('network', 'join', me(), ...chain())
  expect({ exit, stderr }).toMatchObject({
    exit: 3,
    stderr: expect.stringMatching(/HotkeyNotOwned/),
  })
})

test('with one it joins by the key of its node, once', async () => {
  await must('root', 'register', ...chain())
  await must('stake', 'add', '2000', '--netuid', '0', ...chain())
  const { stdout } = await must('network', 'join', me(), ...chain())
  const key = Buffer.from(prepareHome(join(me(), 'cometbft')).validatorKey).toString('hex')
  expect(JSON.parse(stdout)).toMatchObject({ key: `0x${key}`, blockNumber: expect.any(Number) })
  expect((await run('network', 'join', me(), ...chain())).stderr).toMatch(/AlreadyRegistered/)
})

test('who leaves does not come back with the same key', async () => {
  await must('network', 'leave', ...chain())
  expect((await run('network', 'join', me(), ...chain())).stderr).toMatch(/KeyUsed/)
})

test('who is in no jail cannot come out of it', async () => {
  expect((await run('network', 'unjail', ...chain())).stderr).toMatch(/NotJailed/)
})

test('a directory without a key is refused before anything is signed', async () => {
  const { exit, stderr } = await run('network', 'join', join(root, 'nobody'), ...chain())
  expect(exit).toBe(3)
  expect(stderr).toMatch(/^error\[HomeDamaged\]: [^\n]+ it is missing/)
})
