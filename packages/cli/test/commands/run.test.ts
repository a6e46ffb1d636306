import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ExitCode } from '../../src/exit-code.ts'
import { runCli } from '../fake.ts'

const LOCALNET = { preset: 'localnet', timing: 'fast', ports: [9944, 9945, 9946] }

describe('options given to the node', () => {
  test.each([
    ['localnet', ['localnet'], LOCALNET],
    ['localnet True', ['localnet', 'True'], LOCALNET],
    ['localnet False', ['localnet', 'False'], { ...LOCALNET, timing: 'normal' }],
    ['flags of the usual script', ['localnet', 'True', '--no-purge'], LOCALNET],
    ['an own port', ['localnet', '--rpc-port', '0'], { ...LOCALNET, ports: [0] }],
    ['node in memory', ['node', '--tmp'], { preset: 'localnet', timing: 'fast', ports: [9944] }],
    [
      'everything',
      [
        ...['node', '--path', './d', '--chain', 'dev', '--timing', 'normal', '--block-time', '100'],
        ...['--sealing', 'manual', '--rpc-port', '1', '--rpc-port', '2', '--rpc-host', '::1'],
        ...['--rpc-origins', 'all', '--finality-lag', '3', '--pruning', '9', '--dev'],
        ...['--metrics-port', '3'],
      ],
      {
        preset: 'dev',
        timing: 'normal',
        path: './d',
        blockTimeMs: 100,
        sealing: { mode: 'manual' },
        ports: [1, 2],
        hosts: ['::1'],
        origins: ['all'],
        finalityLag: 3,
        pruning: { keepBlocks: 9 },
        dev: true,
        metricsPort: 3,
      },
    ],
  ])('%s', async (name, argv, options) => {
    const run = await runCli(argv)
    const { log, onBlock, onFatal, ...plain } = run.options!
    expect(
      [log, onBlock, onFatal].map((hook) => typeof hook),
      name,
    ).toEqual(Array.from({ length: 3 }, () => 'function'))
    expect(plain, name).toEqual(options)
  })

  const A = 'http://a.test'
  test.each([
    ['nothing is fetched unasked', [], undefined],
    ['--drand means the public servers', ['--drand'], 'public'],
    [
      '--drand-url others',
      ['--drand-url', A, '--drand-url', 'https://b.test/x'],
      [A, 'https://b.test/x'],
    ],
    ['--drand-url goes before --drand', ['--drand-url', A, '--drand'], [A]],
  ])('%s', async (name, argv, drand) => {
    for (const command of [['localnet'], ['node', '--tmp']]) {
      const { options } = await runCli([...command, ...argv])
      const given = options !== undefined && 'drand' in options ? options.drand : undefined
      expect(given, name).toEqual(drand)
    }
  })

  test.each(['--drand', '--drand-url=http://a.test'])(
    '%s is not for a local beacon',
    async (flag) => {
      const run = await runCli(['localnet', '--dev', '--local-beacon', flag])
      expect(run).toMatchObject({ exit: ExitCode.Usage, calls: [] })
      expect(run.stderr).toMatch(/^error\[Usage\]: --local-beacon and --drand exclude each other/)
    },
  )

  test('a node of a network keeps the chain beside the home of CometBFT', async () => {
    const id = 'ab'.repeat(20)
    const argv = ['node', '--engine', 'cometbft', '--path', 'd', '--peer', `${id}@host:1`]
    const env = { COMETBFT: '/opt/cometbft' }
    const run = await runCli([...argv, '--p2p-port', '5', '--comet-port', '6'], { env })
    expect(run.options).toMatchObject({
      preset: 'localnet',
      timing: 'fast',
      ports: [9944],
      path: join('d', 'chain'),
      engine: {
        type: 'cometbft',
        home: join('d', 'cometbft'),
        binary: '/opt/cometbft',
        env,
        p2pPort: 5,
        rpcPort: 6,
        peers: [`${id}@host:1`],
      },
    })
  })

  test('a node is told where to begin, whom it may answer and how often it takes snapshots', async () => {
    const [id, hash] = ['ab'.repeat(20), 'c0'.repeat(32)]
    const argv = ['node', '--engine', 'cometbft', '--path', 'd', '--peer', `${id}@host:1`]
    const sync = ['--state-sync', 'a.test:26657', '--state-sync', '[::1]:2']
    const trust = ['--trust-height', '40', '--trust-hash', hash]
    const rest = ['--comet-host', '0.0.0.0', '--snapshot-every', '0']
    const { options } = await runCli([...argv, ...sync, ...trust, ...rest])
    expect(options).toMatchObject({
      engine: {
        stateSync: { servers: ['a.test:26657', '[::1]:2'], trustHeight: 40, trustHash: hash },
        rpcHost: '0.0.0.0',
        snapshotEvery: 0,
      },
    })
  })

  const JOIN = ['--engine', 'cometbft', '--path', 'd', '--peer', `${'ab'.repeat(20)}@host:1`]
  const TRUST = ['--trust-height', '4', '--trust-hash', '1f'.repeat(32)]
  const TWO = ['--state-sync', 'a:1,b:2']

  test.each([
    ['one server', [...JOIN, ...TRUST, '--state-sync', 'a:1'], 'two servers'],
    ['no block to trust', [...JOIN, ...TWO, '--trust-height', '4'], '--trust-hash'],
    ['a block to trust alone', [...JOIN, ...TRUST], 'needs --state-sync'],
    ['nobody to fetch from', [...JOIN.slice(0, 4), ...TWO, ...TRUST], '--peer'],
    ['a CometBFT of somebody else', [...JOIN, ...TWO, ...TRUST, '--external'], 'config.toml'],
    ['a server without a port', [...JOIN, ...TRUST, '--state-sync', 'a,b:2'], 'host:port'],
    ['a URL', [...JOIN, ...TRUST, '--state-sync', 'http://a:1,b:2'], 'host:port'],
    ['a short hash', [...JOIN, ...TWO, '--trust-height', '4', '--trust-hash', 'ab'], '64 hex'],
    ['height 0', [...JOIN, ...TWO, '--trust-height', '0'], 'from 1 to'],
    ['a name as address', [...JOIN, '--comet-host', 'localhost'], 'IP address'],
    ['snapshots of a lonely node', ['--tmp', '--snapshot-every', '5'], '--engine cometbft'],
  ])('joining with %s is refused with what to do', async (name, argv, words) => {
    const run = await runCli(['node', ...argv])
    expect(run, name).toMatchObject({ exit: 2, calls: [] })
    expect(run.stderr, name).toMatch(/^error\[Usage\]: [^\n]+\.\n$/)
    expect(run.stderr, name).toContain(words)
  })

  describe('the chain of a node', () => {
    const hash = `0x${'ab'.repeat(32)}`
    const own = { preset: 'sovereign', timing: 'normal', genesisHash: hash, chainId: 'a' } as const
    const local = { ...own, preset: 'localnet' } as const
    const home = 'd/cometbft/config/genesis.json'
    const sovereign = { type: 'sovereign', genesisHash: hash, load: expect.any(Function) }

    test.each([
      ['is in the genesis file of its home', [], { [home]: own }, sovereign, 'normal'],
      ['may be said again', ['--timing', 'normal'], { [home]: own }, sovereign, 'normal'],
      [
        'of a home may be a local one',
        ['--chain', 'local'],
        { [home]: local },
        'localnet',
        'normal',
      ],
      [
        'may be a copy of it',
        ['--chain', './g.json'],
        { [home]: own, './g.json': own },
        sovereign,
        'normal',
      ],
      ['is a default without one', [], {}, 'localnet', 'fast'],
    ] as const)('%s', async (name, argv, geneses, preset, timing) => {
      const args = ['node', '--engine', 'cometbft', '--path', 'd', ...argv]
      const { options } = await runCli(args, { geneses })
      expect(options, name).toMatchObject({ preset, timing })
      expect(options?.engine, name).not.toHaveProperty('genesisFile')
    })

    test('a genesis file founds an empty home, and a node that is alone', async () => {
      const world = { geneses: { 'a/b': own } }
      const network = ['node', '--engine', 'cometbft', '--path', 'd', '--chain', 'a/b']
      const { options } = await runCli(network, world)
      expect(options).toMatchObject({ preset: sovereign, engine: { genesisFile: 'a/b' } })
      const alone = await runCli(['node', '--tmp', '--chain', 'a/b'], world)
      expect(alone.options).toMatchObject({ preset: sovereign, timing: 'normal' })
    })

    const other = { ...own, genesisHash: `0x${'cd'.repeat(32)}` } as const
    test.each([
      ['another preset', ['--chain', 'local'], 'the preset sovereign, this node has localnet'],
      ['another timing', ['--timing', 'fast'], 'the timing normal, this node has fast'],
      ['another file', ['--chain', './g.json'], 'the genesisHash 0xabab'],
    ])('%s than that of its home is refused', async (name, argv, words) => {
      const args = ['node', '--engine', 'cometbft', '--path', 'd', ...argv]
      const run = await runCli(args, { geneses: { [home]: own, './g.json': other } })
      expect(run, name).toMatchObject({ exit: 3, calls: [] })
      expect(run.stderr, name).toMatch(/^error\[GenesisMismatch\]: [^\n]+\.\n$/)
      expect(run.stderr, name).toContain(words)
    })
  })

  test.each([
    ['nowhere to keep it', ['--engine', 'cometbft', '--tmp']],
    ['an unknown engine', ['--engine', 'aura', '--tmp']],
    ['power over blocks', ['--engine', 'cometbft', '--path', 'd', '--dev']],
    ['an own finality', ['--engine', 'cometbft', '--path', 'd', '--finality-lag', '1']],
    ['peers of a lonely node', ['--tmp', '--peer', `${'ab'.repeat(20)}@host:1`]],
    ['a peer without an id', ['--engine', 'cometbft', '--path', 'd', '--peer', 'host:1']],
  ])('%s is refused', async (name, argv) => {
    const run = await runCli(['node', ...argv])
    expect(run, name).toMatchObject({ exit: 2, calls: [] })
    expect(run.stderr, name).toMatch(/^error\[Usage\]: [^\n]+\.\n$/)
  })

  test('the wallet that the environment names is endowed', async () => {
    // The published address of //Alice and its public key.
    const address = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
    const key = 'd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'
    const run = await runCli(['localnet'], { env: { BT_DEFAULT_TOKEN_WALLET: address } })
    expect(Buffer.from(run.options!.richAccount!).toString('hex')).toBe(key)
  })
})

describe('a run', () => {
  test('announces each block on stdout, in the words harnesses wait for', async () => {
    const run = await runCli(['localnet'])
    expect(run.stdout).toBe('Imported #1 (0xabab…abab)\n')
    expect(run.stdout).toMatch(/Imported #1/)
  })

  test('an interrupt stops the node and exits with 0', async () => {
    const run = await runCli(['node', '--tmp'])
    expect(run).toMatchObject({ exit: 0, calls: ['start', 'stop', 'released'], aborted: [] })
  })

  test('a second interrupt does not wait', async () => {
    const run = await runCli(['node', '--tmp'], { interrupts: 2 })
    expect(run.aborted).toEqual([130])
  })

  test('--for ends by itself with 0', async () => {
    const run = await runCli(['localnet', '--for', '1ms'], { interrupts: 0 })
    expect(run).toMatchObject({ exit: 0, calls: ['start', 'stop', 'released'] })
  })

  test('--build-only starts nothing', async () => {
    const run = await runCli(['localnet', 'True', '--build-only'])
    expect(run).toMatchObject({ exit: 0, calls: [], stdout: '', stderr: '' })
  })

  test('the summary says where to connect', async () => {
    const { stderr } = await runCli(['localnet'])
    for (const part of [
      'ws://127.0.0.1:9944',
      'curl',
      'http://127.0.0.1:9944',
      'WsProvider',
      '//Alice',
    ]) {
      expect(stderr).toContain(part)
    }
  })
})

describe('output', () => {
  const ESCAPE = '\u001B['

  test.each([
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ])('colours on %s', async (name, tty, env, coloured) => {
    const { stderr } = await runCli(['node', '--tmp'], { tty, env })
    expect(stderr.includes(ESCAPE), name).toBe(coloured)
  })

  test('logs are text with fields', async () => {
    const { stderr } = await runCli(['node', '--tmp'])
    expect(stderr).toBe('03:04:05 info  listening ports=[9944]\n')
  })

  test('--json makes every line of both channels an object', async () => {
    const run = await runCli(['localnet', '--json'])
    const lines = (run.stdout + run.stderr).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { event: 'imported', number: 1, hash: `0x${'ab'.repeat(32)}` },
      {
        time: '2026-01-02T03:04:05.000Z',
        level: 'info',
        message: 'listening',
        ports: [9944, 9945, 9946],
      },
    ])
  })

  test('--log-level hides what is less important', async () => {
    const { stderr } = await runCli(['node', '--tmp', '--log-level', 'warn'])
    expect(stderr).toBe('')
  })
})
