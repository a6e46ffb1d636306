import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'

/** Where a node lives. */
export interface Site {
  readonly path: string
  /** Where a node of another network lives, with the same block 0. */
  readonly other: string
  readonly rpcPort: number
  readonly p2pPort: number
  readonly cometPort: number
}

/** Something that an operator gets wrong. */
export interface BadInput {
  readonly name: string
  /** Does it; how the node is started then, and how to undo what is outside of its directory. */
  readonly spoil: (site: Site) => Started | void | Promise<Started | void>
  /** Of the sentence that the node ends with. */
  readonly code: string
  readonly says: RegExp
  /** There is no chain yet. */
  readonly isNew?: true
  /** Shown by tests without a process too, or much like another row: only in the long run. */
  readonly isLong?: true
}

interface Started {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly path?: string
  readonly release?: () => Promise<void>
}

const config = ({ path }: Site, file: string): string => join(path, 'cometbft', 'config', file)
const data = ({ path }: Site, file: string): string => join(path, 'cometbft', 'data', file)
/** Hash of a block 0 that nobody has. */
const OTHER = `0x${'0'.repeat(64)}`
const SIGN_STATE = 'priv_validator_state.json'
const KEY = 'priv_validator_key.json'

export const BAD_INPUTS: readonly BadInput[] = [
  {
    name: 'no CometBFT',
    spoil: () => ({ env: { COMETBFT: '/nonexistent/cometbft' } }),
    ...{
      code: 'CometBftMissing',
      says: /install it with "CGO_ENABLED=0 go install .*@v0\.38\.25"/,
    },
  },
  {
    name: 'a version with known faults',
    spoil: (site) => ({ env: { COMETBFT: program(site, 'echo 0.38.20') } }),
    ...{ code: 'CometBftVersion', says: /CometBFT 0\.38\.20 is not supported.*install one with/ },
  },
  {
    name: 'a program that is no CometBFT',
    isLong: true,
    spoil: (site) => ({ env: { COMETBFT: program(site, 'exit 0') } }),
    ...{ code: 'CometBftVersion', says: /CometBFT without a version is not supported/ },
  },
  {
    name: 'a socket in use',
    spoil: async (site) => {
      const socket = join(site.path, 'cometbft', 'abci.sock')
      return { release: await listen((server, done) => server.listen(socket, done)) }
    },
    ...{ code: 'SocketInUse', says: /Another node listens on .*abci\.sock: stop it/ },
  },
  {
    name: 'a directory with a name that is too long for a socket',
    isLong: true,
    spoil: (site) => ({ path: join(site.path, 'x'.repeat(100)) }),
    ...{ code: 'SocketPath', says: /at most 103 bytes: use a shorter directory/, isNew: true },
  },
  {
    name: 'the port for other nodes in use',
    spoil: async ({ p2pPort }) => ({ release: await listenOn(p2pPort) }),
    ...{ code: 'CometPortTaken', says: /Port \d+ is taken: .* --p2p-port/ },
  },
  {
    name: 'the port of JSON-RPC of CometBFT in use',
    spoil: async ({ cometPort }) => ({ release: await listenOn(cometPort) }),
    ...{ code: 'CometPortTaken', says: /Port \d+ is taken: .* --comet-port/ },
  },
  {
    name: 'the genesis file of another chain',
    isLong: true,
    spoil: (site) => change(config(site, 'genesis.json'), 'app_state', { genesisHash: OTHER }),
    ...{
      code: 'GenesisMismatch',
      says: /has the genesisHash 0x0{64}, this node has 0x[0-9a-f]{64}/,
    },
  },
  {
    name: 'a genesis file with the name of another chain, at its beginning',
    spoil(site) {
      beginAnew(site)
      change(config(site, 'genesis.json'), 'app_state', { preset: 'dev' })
    },
    ...{ code: 'GenesisMismatch', says: /has the genesisHash .*, this node has 0x/, isNew: true },
  },
  {
    name: 'a validator with a key of another kind in the genesis file',
    isLong: true,
    spoil(site) {
      beginAnew(site)
      const key = { type: 'tendermint/PubKeySecp256k1', value: 'A'.repeat(44) }
      set(config(site, 'genesis.json'), { validators: [{ pub_key: key, power: '1' }] })
    },
    ...{ code: 'GenesisFile', says: /genesis\.json .* validator 0 has no ed25519/, isNew: true },
  },
  {
    name: 'an own key of another kind',
    isLong: true,
    spoil: (site) => change(config(site, KEY), 'priv_key', { type: 'tendermint/PrivKeySecp256k1' }),
    ...{ code: 'HomeDamaged', says: /priv_validator_key\.json is damaged, it holds no ed25519/ },
  },
  {
    name: 'half of genesis.json',
    isLong: true,
    spoil: (site) => halve(config(site, 'genesis.json')),
    ...{ code: 'GenesisFile', says: /genesis\.json cannot be used, it is no JSON/ },
  },
  ...[KEY, 'node_key.json'].map((file): BadInput => ({
    name: `half of ${file}`,
    isLong: true,
    spoil: (site) => halve(config(site, file)),
    ...{ code: 'HomeDamaged', says: new RegExp(`${file} is damaged, it is no JSON`) },
  })),
  {
    name: 'half of the note of what was signed last',
    isLong: true,
    spoil: (site) => halve(data(site, SIGN_STATE)),
    ...{ code: 'HomeDamaged', says: /priv_validator_state\.json is damaged, it is no JSON/ },
  },
  {
    name: 'no note of what was signed last',
    spoil: (site) => rmSync(data(site, SIGN_STATE)),
    ...{ code: 'HomeDamaged', says: /it is missing beside a validator key/ },
  },
  {
    name: 'no genesis file, and peers',
    spoil(site) {
      rmSync(config(site, 'genesis.json'))
      return { args: ['--peer', `${'0'.repeat(40)}@127.0.0.1:${site.p2pPort}`] }
    },
    ...{ code: 'GenesisMissing', says: /put the genesis file of their network there/ },
  },
  {
    name: 'a configuration that is none',
    isLong: true,
    spoil: (site) => writeFileSync(config(site, 'config.toml'), 'no = = toml\n'),
    ...{ code: 'HomeDamaged', says: /config\.toml is damaged/ },
  },
  {
    name: 'half of the configuration',
    isLong: true,
    spoil: (site) => halve(config(site, 'config.toml')),
    ...{ code: 'HomeDamaged', says: /config\.toml is damaged, it has no line for the setting/ },
  },
  {
    name: 'a configuration with a line that is none',
    spoil(site) {
      const file = config(site, 'config.toml')
      writeFileSync(file, `${readFileSync(file, 'utf8')}\nno = = toml\n`)
    },
    ...{ code: 'CometBftRefused', says: /While parsing config: toml: / },
  },
  {
    name: 'CometBFT without its blocks',
    spoil: (site) => rmSync(data(site, 'blockstore.db'), { recursive: true }),
    ...{ code: 'CometBftRefused', says: /CometBFT does not start \(/ },
  },
  {
    name: 'CometBFT without its state',
    isLong: true,
    spoil: (site) => rmSync(data(site, 'state.db'), { recursive: true }),
    ...{ code: 'CometBftRefused', says: /CometBFT does not start \(/ },
  },
  {
    name: 'CometBFT without any data',
    spoil: forgetBlocks,
    ...{ code: 'CometBftForeign', says: /does not have the blocks of the chain/ },
  },
  {
    name: 'a damaged list of the files of CometBFT',
    isLong: true,
    spoil: (site) => zero(data(site, 'blockstore.db'), /^MANIFEST/),
    ...{ code: 'CometBftRefused', says: /manifest corrupted/ },
  },
  {
    name: 'half of the blocks of CometBFT',
    spoil(site) {
      const directory = data(site, 'blockstore.db')
      for (const file of readdirSync(directory)) {
        if (/\.(log|ldb)$/.test(file)) halve(join(directory, file))
      }
    },
    ...{ code: 'CometBftBehind', says: /The chain has \d+ blocks and CometBFT only \d+: restore/ },
  },
  {
    name: 'a damaged state of CometBFT',
    spoil: (site) => zero(data(site, 'state.db'), /\.(log|ldb)$/),
    ...{ code: 'CometBftRefused', says: /CometBFT does not start \(/ },
  },
  {
    name: 'the CometBFT of another network',
    async spoil({ path, other }) {
      await rm(join(path, 'cometbft'), { recursive: true })
      await cp(join(other, 'cometbft'), join(path, 'cometbft'), { recursive: true })
    },
    ...{ code: 'CometBftForeign', says: /does not have the blocks of the chain/ },
  },
]

function program({ path }: Site, line: string): string {
  const file = join(path, 'other-program')
  writeFileSync(file, `#!/bin/sh\n${line}\n`)
  chmodSync(file, 0o755)
  return file
}

async function listen(
  on: (server: ReturnType<typeof createServer>, done: () => void) => void,
): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    on(server, resolve)
  })
  return () => new Promise((resolve) => server.close(() => resolve()))
}

const listenOn = (port: number) => listen((server, done) => server.listen(port, '127.0.0.1', done))

function set(file: string, fields: object): void {
  const document = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, JSON.stringify({ ...document, ...fields }))
}

function change(file: string, field: string, fields: object): void {
  const document = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, object>>
  set(file, { [field]: { ...document[field], ...fields } })
}

const halve = (file: string): void => truncateSync(file, statSync(file).size >> 1)

/** Overwrites the greater part of the files with nothing. */
function zero(directory: string, names: RegExp): void {
  for (const name of readdirSync(directory).filter((each) => names.test(each))) {
    const file = join(directory, name)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0, bytes.length >> 2))
  }
}

/** CometBFT loses everything but the note of what it signed. */
function forgetBlocks(site: Site): void {
  const signed = data(site, SIGN_STATE)
  const note = readFileSync(signed)
  rmSync(dirname(signed), { recursive: true })
  mkdirSync(dirname(signed))
  writeFileSync(signed, note)
}

/** As before the first block. */
function beginAnew(site: Site): void {
  forgetBlocks(site)
  writeFileSync(data(site, SIGN_STATE), '{"height":"0","round":0,"step":0}')
  rmSync(join(site.path, 'chain'), { recursive: true })
  mkdirSync(join(site.path, 'chain'))
}
