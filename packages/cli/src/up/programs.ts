import { join } from 'node:path'
import type { Participant } from './cast.ts'
import type { UpDirectory } from './directory.ts'
import type { Program } from '../run/supervisor.ts'

/** What all programs of one network share. */
export interface Surroundings {
  readonly directory: UpDirectory
  /** JSON-RPC of the node. */
  readonly port: number
}

/** The node: a chain that is kept, with 250 ms blocks. */
export function nodeProgram({ directory, port }: Surroundings): Program {
  const args = ['node', '--path', directory.chain, '--chain', 'local', '--timing', 'fast']
  return program(directory, 'node', [...args, '--rpc-port', String(port), '--log-level', 'warn'])
}

/** A miner, on as many ports as it has hotkeys. */
export function minerProgram(
  surroundings: Surroundings,
  miner: Participant,
  { netuid, firstPort }: { readonly netuid: number; readonly firstPort: number },
): Program {
  const args = ['mine', miner.subnet, '--agent', miner.name, '--port', String(firstPort)]
  return neuronProgram(surroundings, miner, netuid, args)
}

export function validatorProgram(
  surroundings: Surroundings,
  validator: Participant,
  netuid: number,
): Program {
  const args = ['validate', validator.subnet, '--agent', validator.name, '--json']
  return neuronProgram(surroundings, validator, netuid, args)
}

function neuronProgram(
  { directory, port }: Surroundings,
  { wallet, hotkeys }: Participant,
  netuid: number,
  args: readonly string[],
): Program {
  return program(directory, wallet, [
    ...args,
    ...['--netuid', String(netuid), '--endpoint', `ws://127.0.0.1:${port}`],
    ...['--wallet-path', directory.wallets, '--wallet', wallet],
    ...hotkeys.flatMap((hotkey) => ['--hotkey', hotkey]),
    ...['--state', join(directory.state, wallet), '--poll', '250ms', '--log-level', 'warn'],
  ])
}

const program = ({ logs }: UpDirectory, name: string, args: readonly string[]): Program => ({
  name,
  args,
  logFile: join(logs, `${name}.log`),
})
