import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGraph, encodeModel } from '@plexus/models'
import { createKeyPair, createSignatures } from '@plexus/primitives'
import { createClient, custom, serveAxon } from '@plexus/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ExitCode } from '../../src/exit-code.ts'
import { openChainWorld } from '../chain-world.ts'
import type { ChainWorld } from '../chain-world.ts'
import { runCli } from '../fake.ts'

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const PASSWORD = 'correct Horse 7 battery staple'
/** A PNG of one pixel. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const MODEL = fileURLToPath(new URL('../../../subnets/models/weak.onnx', import.meta.url))

let world: ChainWorld
let netuid = ''
beforeAll(async () => {
  world = await openChainWorld()
  await world.wallet('Alice')
  netuid = String((await world.json(['subnets', 'register', '--wallet', 'alice']))['netuid'])
  await world.json(['subnets', 'start', netuid, '--wallet', 'alice'])
  const locked = ['--wallet', 'locked', '--format', 'plexus1']
  await world.json(['wallet', 'create', ...locked], { typed: [PASSWORD, PASSWORD] })
  await world.json(['wallet', 'create', '--wallet', 'poor', '--format', 'plaintext'])
  await writeFile(join(world.home, 'dot.png'), Buffer.from(DOT, 'base64'))
  await writeFile(join(world.home, 'text.onnx'), 'not a model')
  await writeFile(join(world.home, 'small.onnx'), smallModel())
  await serveSomewhere()
}, 120_000)
afterAll(() => world.close())

const alice = ['--wallet', 'alice']

const asker = (): string[] => ['--wallet-path', world.wallets, ...alice]

/** A good model of two numbers, not of pictures. */
function smallModel(): Uint8Array {
  const graph = createGraph('small')
  const x = graph.input('x', 'FP32', ['N', 2])
  graph.output('y', graph.node('Relu', [x]), 'FP32', ['N', 2])
  return encodeModel(graph.build({ author: 'test' }))
}

/** So that there is somebody to ask; nobody listens there. */
async function serveSomewhere(): Promise<void> {
  const signer = createKeyPair({ scheme: 'Sr25519', uri: '//Alice//hot' }, await createSignatures())
  const client = await createClient({ transport: custom(world.provider) })
  await serveAxon(client, { netuid: Number(netuid), ip: '8.8.8.8', port: 8091, signer })
  client.close()
}

describe('bad input: exit 3, one sentence with the next step, nothing half done', () => {
  test.each<[string, () => string[], string, RegExp]>([
    [
      'a missing wallet',
      () => ['transfer', BOB, '1', '--wallet', 'nobody'],
      'WalletMissing',
      /plexus wallet create/,
    ],
    [
      'a missing hotkey',
      () => ['register', '--netuid', netuid, ...alice, '--hotkey', 'nobody'],
      'KeyMissing',
      /name another wallet or hotkey/,
    ],
    [
      'an account that cannot pay the fee',
      () => ['stake', 'add', '1', '--no-guard', '--netuid', netuid, '--wallet', 'poor'],
      'Invalid|SubtensorModule.NotEnoughBalanceToStake',
      /plexus balance/,
    ],
    [
      'more than the balance',
      () => ['transfer', BOB, '9000000', ...alice],
      'Token.FundsUnavailable|Arithmetic.Underflow',
      /plexus balance/,
    ],
    [
      'more than the stake',
      () => ['stake', 'remove', '9000000', '--no-guard', '--netuid', netuid, ...alice],
      'NotEnoughStake',
      /plexus stake list/,
    ],
    [
      'a trade that moves the price',
      () => ['stake', 'add', '1000', '--netuid', netuid, ...alice],
      'SubtensorModule.SlippageTooHigh',
      /--tolerance/,
    ],
    ['no such subnet', () => ['metagraph', '999'], 'NoSuchSubnet', /plexus subnets list/],
    [
      'an unregistered hotkey that mines',
      () => ['mine', 'vision', '--netuid', netuid, '--backend', 'onnx:x', '--wallet', 'poor'],
      'NotRegistered',
      /plexus register/,
    ],
    [
      'an unregistered hotkey that validates',
      () => ['validate', 'folding', '--netuid', netuid, '--wallet', 'poor'],
      'NotRegistered',
      /plexus register/,
    ],
    [
      'no model',
      () => ['mine', 'vision', '--netuid', netuid, ...alice],
      'NothingAnswers',
      /--backend/,
    ],
    [
      'a model file that is missing',
      () => ['mine', 'vision', '--netuid', netuid, '--backend', 'onnx:/none.onnx', ...alice],
      'ModelMissing',
      /correct the path/,
    ],
    [
      'a model file that is none',
      () => {
        const backend = `onnx:${join(world.home, 'text.onnx')}`
        return ['mine', 'vision', '--netuid', netuid, '--backend', backend, ...alice]
      },
      'ModelInvalid',
      /export one/,
    ],
    [
      'a model of the wrong shape',
      () => {
        const backend = `onnx:${join(world.home, 'small.onnx')}`
        return ['mine', 'vision', '--netuid', netuid, '--backend', backend, ...alice]
      },
      'model_shape',
      /takes "x" FP32\[-1,2\] and gives "y" FP32\[-1,2\]; export it for vision with one input/,
    ],
    [
      'a picture of the wrong kind',
      () => ['ask', 'vision', MODEL, '--netuid', netuid, ...asker()],
      'not_png',
      /32 × 32/,
    ],
    [
      'a picture of the wrong size',
      () => ['ask', 'vision', join(world.home, 'dot.png'), '--netuid', netuid, ...asker()],
      'picture_size',
      /32 × 32/,
    ],
    [
      'nobody who serves',
      () => ['ask', 'folding', 'HPHPPHHPHPPHPHHPPHPH', '--netuid', '1', ...asker()],
      'NobodyServes',
      /plexus metagraph/,
    ],
  ])('%s', async (name, argv, code, advice) => {
    const before = await world.json(['balance', ...alice])
    const run = await world.run(argv())
    expect(run, name).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
    expect(run.stderr, name).toMatch(new RegExp(`^error\\[(${code})\\]: [^\\n]+\\.\\n$`))
    expect(run.stderr, name).toMatch(advice)
    const after = await world.json(['balance', ...alice])
    // At most a fee is gone.
    const gone = BigInt(String(before['free'])) - BigInt(String(after['free']))
    expect(gone < 10_000_000n, name).toBe(true)
  })

  test('a wrong password', async () => {
    const run = await world.run(['transfer', BOB, '1', '--wallet', 'locked'], { typed: ['wrong'] })
    expect(run).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
    expect(run.stderr).toMatch(/^error\[WrongPassword\]: [^\n]+type it again[^\n]+\.\n$/)
  }, 120_000)

  test('a password that nobody can type names the variable', async () => {
    const run = await world.run(['transfer', BOB, '1', '--wallet', 'locked'])
    expect(run.stderr).toMatch(/^error\[NoPassword\]: [^\n]+BT_PW_\S+\.\n$/)
  })

  test('a node that does not answer, before any password is asked for', async () => {
    const argv = ['transfer', BOB, '1', '--wallet', 'locked']
    const run = await runCli([...argv, '--endpoint', 'ws://127.0.0.1:1'], {
      env: { HOME: world.home },
      typed: [],
    })
    expect(run).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
    expect(run.stderr).toMatch(/^error\[Unreachable\]: [^\n]+\.\n$/)
  })

  test('a taken port', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const port = String((server.address() as AddressInfo).port)
    try {
      const mine = ['mine', 'folding', '--netuid', netuid, '--backend', 'search', ...alice]
      const host = ['--host', '127.0.0.1', '--port', port, '--for', '10s']
      const run = await world.run([...mine, ...host, '--log-level', 'error'])
      expect(run).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
      expect(run.stderr).toMatch(/^error\[\w+\]: [^\n]*\d+[^\n]+\.\n$/)
    } finally {
      server.close()
    }
  })
})
