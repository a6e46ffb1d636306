import { Command } from 'commander'
import { addBalanceCommand } from './commands/balance.ts'
import { addExplainCommand } from './commands/explain.ts'
import { addWeightsCommand } from './commands/weights.ts'
import { addRootCommand } from './commands/root.ts'
import { addProxyCommand } from './commands/proxy.ts'
import { addIdentityCommand } from './commands/identity.ts'
import { addChildrenCommand } from './commands/children.ts'
import { addTakeCommand } from './commands/take.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addCompletionCommand } from './commands/completion.ts'
import { addBenchCommand } from './commands/bench.ts'
import { addMetagraphCommand } from './commands/metagraph.ts'
import { addRegisterCommand } from './commands/register.ts'
import { addStakeCommand } from './commands/stake.ts'
import { addSubnetCommand } from './commands/subnet.ts'
import { addSubnetsCommand } from './commands/subnets.ts'
import { addTransferCommand } from './commands/transfer.ts'
import { addWalletCommand } from './commands/wallet.ts'
import { addAskCommand } from './commands/ask.ts'
import { addEpochCommand } from './commands/epoch.ts'
import { addLocalnetCommand } from './commands/localnet.ts'
import { addMineCommand } from './commands/mine.ts'
import { addNetworkCommand } from './commands/network.ts'
import { addNodeCommand } from './commands/node.ts'
import { addPurgeCommand } from './commands/purge.ts'
import { addUpCommand } from './commands/up.ts'
import { addValidateCommand } from './commands/validate.ts'
import { addVectorsCommand } from './commands/vectors.ts'
import type { ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import type { NodeRoom } from './node-room.ts'
import type { RuntimeRoom } from './runtime-room.ts'
import { CLI_VERSION } from './version.ts'

/** What a command is given: the process and the rooms it may load. */
export interface Context {
  readonly io: Io
  loadNode(): Promise<NodeRoom>
  loadRuntime(): Promise<RuntimeRoom>
  /** What the process returns where nothing failed; {@link ExitCode.Done} unless said. */
  exitWith(code: ExitCode): void
}

/** The program with all its commands; parsing throws `CommanderError`, printing nothing itself. */
export function createProgram(context: Context): Command {
  const program = new Command('plexus')
    .description('an open network for machine intelligence, on your machine')
    .version(`plexus ${CLI_VERSION}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureHelp({ subcommandTerm })
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.io.stdout.write(text),
      // Failures are reported in one place, as one sentence.
      writeErr: () => {},
    })
    .addHelpText('after', '\nexample: plexus localnet --for 10s')
  addUpCommand(program, context)
  addAskCommand(program, context)
  addMineCommand(program, context)
  addValidateCommand(program, context)
  addExplainCommand(program, context)
  addMetagraphCommand(program, context)
  addWalletCommand(program, context)
  addBalanceCommand(program, context)
  addTransferCommand(program, context)
  addRegisterCommand(program, context)
  addStakeCommand(program, context)
  addWeightsCommand(program, context)
  addRootCommand(program, context)
  addProxyCommand(program, context)
  addIdentityCommand(program, context)
  addChildrenCommand(program, context)
  addTakeCommand(program, context)
  addSubnetsCommand(program, context)
  addSubnetCommand(program, context)
  addNodeCommand(program, context)
  addNetworkCommand(program, context)
  addLocalnetCommand(program, context)
  addPurgeCommand(program, context)
  addEpochCommand(program, context)
  addVectorsCommand(program, context)
  addDoctorCommand(program, context)
  addCompletionCommand(program, context)
  addBenchCommand(program, context)
  return program
}

/** `add <amount>`: that there are options goes without saying, and lines stay short. */
const subcommandTerm = (command: Command): string =>
  [
    command.name(),
    ...command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`
      return argument.required ? `<${name}>` : `[${name}]`
    }),
  ].join(' ')
