import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ExitCode } from '../src/exit-code.ts'
import { runCli } from './fake.ts'

const ONE_SENTENCE = /^error\[Usage\]: [^\n]+\.\n$/

describe('wrong command lines', () => {
  test.each([
    ['an unknown flag', ['node', '--tmp', '--fast']],
    ['an unknown flag of localnet', ['localnet', '--nope']],
    ['an unknown command', ['mine']],
    ['no command', []],
    ['a flag without its value', ['node', '--path']],
    ['a bad value', ['node', '--tmp', '--rpc-port', 'x']],
    ['an unknown chain', ['node', '--tmp', '--chain', 'finney']],
    ['an unknown timing', ['node', '--tmp', '--timing', 'slow']],
    ['a word too many', ['localnet', 'True', 'False']],
    ['an unknown pace', ['localnet', 'maybe']],
    ['no place for the data', ['node']],
    ['two places for the data', ['node', '--tmp', '--path', 'x']],
    ['an empty place', ['node', '--path', '']],
    ['nothing to purge', ['purge']],
  ])('%s: exit 2, one sentence, nothing started', async (name, argv) => {
    const run = await runCli(argv)
    expect(run.exit, name).toBe(ExitCode.Usage)
    expect(run.stderr, name).toMatch(ONE_SENTENCE)
    expect(run.stdout, name).toBe('')
    expect(run.calls, name).toEqual([])
  })

  test('names the flag and the help to read', async () => {
    const { stderr } = await runCli(['node', '--tmp', '--fast'])
    expect(stderr).toContain('--fast')
    expect(stderr).toContain('"plexus node --help"')
  })
})

describe('failures', () => {
  const withCode = (code: string, message: string, extra: object = {}): Error =>
    Object.assign(new Error(message), { code }, extra)

  test.each([
    [
      'a taken port',
      withCode('EADDRINUSE', 'listen EADDRINUSE: address already in use', { port: 9944 }),
      'error[EADDRINUSE]: Port 9944 is taken: stop its user, or choose another port for this node.\n',
    ],
    [
      'an error with a code of our own',
      withCode('DataDirectory', 'The data is of another chain: run "plexus purge --path x".'),
      'error[DataDirectory]: The data is of another chain: run "plexus purge --path x".\n',
    ],
  ])('%s: exit 3 without a stack', async (name, refusal, stderr) => {
    const run = await runCli(['node', '--tmp'], { refusal })
    expect(run.exit, name).toBe(ExitCode.Refused)
    expect(run.stderr, name).toBe(stderr)
  })

  test('block production that fails for good ends the node', async () => {
    const run = await runCli(['node', '--tmp'], {
      interrupts: 0,
      fatal: withCode('DatabaseFull', 'No room is left: free some space, then start again.'),
    })
    expect(run).toMatchObject({ exit: ExitCode.Refused, calls: ['start', 'stop', 'released'] })
    expect(run.stderr).toContain('error[DatabaseFull]: No room is left')
  })

  test('a wrong address in the environment: exit 2', async () => {
    const run = await runCli(['localnet'], { env: { BT_DEFAULT_TOKEN_WALLET: 'me' } })
    expect(run).toMatchObject({ exit: ExitCode.Usage, calls: [] })
    expect(run.stderr).toMatch(/^error\[Usage\]: BT_DEFAULT_TOKEN_WALLET [^\n]+\.\n$/)
  })

  test('a bug: exit 1, asks for a report', async () => {
    const run = await runCli(['node', '--tmp'], { refusal: new TypeError('x is undefined') })
    expect(run.exit).toBe(ExitCode.Bug)
    expect(run.stderr).toMatch(/^error\[Unexpected\]: [^\n]*x is undefined[^\n]*\.\n$/)
  })

  test.each([['--log-level', 'debug'], ['--log-level=debug']])(
    '%s shows the stack',
    async (...flag) => {
      const refusal = new TypeError('x is undefined')
      const run = await runCli(['node', '--tmp', ...flag.flat()], { refusal })
      expect(run.stderr).toContain(refusal.stack)
    },
  )

  test('a failed start stops what was begun and lets go of the signals', async () => {
    const startFailure = withCode('EADDRINUSE', 'x', { port: 1 })
    const run = await runCli(['node', '--tmp'], { startFailure })
    expect(run.exit).toBe(ExitCode.Refused)
    expect(run.calls).toEqual(['start', 'stop', 'released'])
  })
})

describe('help and version', () => {
  test('--version prints one line on stdout', async () => {
    const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
    const { version } = JSON.parse(manifest) as { version: string }
    const run = await runCli(['--version'])
    expect(run).toMatchObject({ exit: 0, stdout: `plexus ${version}\n`, stderr: '' })
  })

  test.each([[[]], [['node']], [['localnet']], [['purge']], [['epoch']]])(
    'help of %j is on stdout with an example',
    async (command) => {
      const run = await runCli([...command, '--help'])
      expect(run.exit).toBe(0)
      expect(run.stdout).toContain('example: plexus')
      expect(run.stderr).toBe('')
    },
  )
})

describe('purge', () => {
  test.each([
    [true, 'Removed the data in ./data.\n'],
    [false, 'No data in ./data.\n'],
  ])('data there: %s', async (data, stderr) => {
    const run = await runCli(['purge', '--path', './data'], { data })
    expect(run).toMatchObject({ exit: 0, stdout: '', stderr, purged: ['./data'] })
  })
})
