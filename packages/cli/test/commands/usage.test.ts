import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { ExitCode } from '../../src/exit-code.ts'
import { processIo } from '../../src/io.ts'
import { createProgram } from '../../src/program.ts'
import { runCli } from '../fake.ts'

const program = createProgram({
  io: processIo(),
  loadNode: () => Promise.reject(new Error('help needs no node')),
  loadRuntime: () => Promise.reject(new Error('help needs no runtime')),
  exitWith: () => {},
})

const paths = (command: Command, above: readonly string[] = []): string[][] =>
  command.commands.flatMap((one) => {
    const path = [...above, one.name()]
    return [path, ...paths(one, path)]
  })

const COMMANDS = paths(program).map((path) => [path.join(' '), path] as const)
const ADDRESS = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'

describe('every command', () => {
  test.each(COMMANDS)('%s: help with an example, at most 80 columns wide', async (name, path) => {
    const { exit, stdout, stderr } = await runCli([...path, '--help'])
    expect({ exit, stderr }, name).toEqual({ exit: 0, stderr: '' })
    expect(stdout, name).toContain(`example: plexus ${path[0]}`)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(stdout.split('\n')[2], name).toMatch(/^[a-z]/)
  })

  test.each(COMMANDS)('%s: an unknown flag is refused, and the help named', async (name, path) => {
    const { exit, stderr } = await runCli([...path, '--no-such-flag'])
    expect(exit, name).toBe(ExitCode.Usage)
    expect(stderr, name).toMatch(/^error\[Usage\]: [^\n]+\.\n$/)
    expect(stderr, name).toContain(`"plexus ${name} --help"`)
  })
})

describe('wrong command lines', () => {
  test.each([
    ['no address', ['balance', '5abc']],
    ['nobody to send to', ['transfer', '5abc', '1']],
    ['no amount', ['transfer', ADDRESS, 'many']],
    ['a foreign unit', ['transfer', ADDRESS, '1 alpha']],
    ['finer than a rao', ['transfer', ADDRESS, '0.0000000001']],
    ['no subnet', ['register']],
    ['no number of a subnet', ['register', '--netuid', 'x']],
    ['no number of a subnet', ['metagraph', '70000']],
    ['no uid', ['explain', '2', '-1']],
    ['no subcommand', ['stake']],
    ['an unknown subcommand', ['stake', 'steal']],
    ['TAO for alpha', ['stake', 'remove', '1 TAO', '--netuid', '2']],
    ['no percentage', ['stake', 'add', '1', '--netuid', '2', '--tolerance', '101']],
    ['nowhere to move to', ['stake', 'move', '1', '--netuid', '2']],
    ['nothing to swap for', ['stake', 'swap', '1', '--netuid', '2']],
    ['nobody to give to', ['stake', 'transfer', '5abc', '1', '--netuid', '2']],
    ['a sale without a guard, unsaid', ['stake', 'unstake-all']],
    ['an unknown hyperparameter', ['subnets', 'set', '2', 'colour', '1']],
    ['a value out of bounds', ['subnets', 'set', '2', 'immunity-period', '65536']],
    ['neither yes nor no', ['subnets', 'set', '2', 'commit-reveal', 'maybe']],
    ['no weight', ['weights', 'set', '2', '1']],
    ['a weight twice', ['weights', 'set', '2', '1=1', '1=2']],
    ['no such mechanism', ['weights', 'show', '2', '--mechanism', '16']],
    ['six subnets', ['root', 'claim', '1', '2', '3', '4', '5', '6']],
    ['no type of claim', ['root', 'claim-type', 'burn']],
    ['no kind of proxy', ['proxy', 'add', ADDRESS, '--type', 'All']],
    ['no name', ['identity', 'set']],
    ['children and none', ['children', 'set', `${ADDRESS}=1`, '--none', '--netuid', '2']],
    ['more than all', ['children', 'set', `${ADDRESS}=60`, '5x=41', '--netuid', '2']],
    ['too much to keep', ['take', 'set', '101']],
    ['no key', ['wallet', 'sign', 'x', '--with', 'thirdkey']],
    ['no signature', ['wallet', 'verify', 'x', '0x12']],
    ['no name of a wallet', ['wallet', 'create', '--wallet', '../x', '--format', 'plaintext']],
    ['no keyfile format', ['wallet', 'create', '--format', 'paper']],
    ['no shell', ['completion', 'csh']],
    ['no port', ['mine', 'vision', '--netuid', '2', '--port', '99999']],
    ['no subnet to judge', ['validate', 'vision']],
    ['no time', ['ask', 'folding', 'HPHP', '--timeout', 'soon']],
  ])('%s: exit 2, one sentence, nothing on stdout', async (name, argv) => {
    const run = await runCli(argv, { env: { HOME: '/nonexistent' } })
    expect(run, name).toMatchObject({ exit: ExitCode.Usage, stdout: '' })
    expect(run.stderr, name).toMatch(/^error\[\w+\]: [^\n]+\.\n$/)
  })
})
