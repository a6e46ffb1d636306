import { CommanderError } from 'commander'
import { UsageError } from '../errors.ts'
import { ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { chainSentence, isChainFailure } from './chain-advice.ts'
import { explainSystemError } from './system-error.ts'
import { paint } from './paint.ts'

/** What the user typed. */
export interface Invocation {
  readonly argv: readonly string[]
  /** The command among it, where there is one. */
  readonly command: string | undefined
}

/** Prints a failure as `error[Code]: one sentence` on stderr and says how to exit. */
export function reportFailure(error: unknown, invocation: Invocation, io: Io): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return ExitCode.Done
  const { code, sentence, exit } = explain(error, invocation)
  io.stderr.write(`${paint(io, 'red', `error[${code}]:`)} ${sentence}\n`)
  if (wantsStack(invocation.argv) && error instanceof Error && error.stack !== undefined) {
    io.stderr.write(`${error.stack}\n`)
  }
  return exit
}

interface Explanation {
  readonly code: string
  readonly sentence: string
  readonly exit: ExitCode
}

function explain(error: unknown, invocation: Invocation): Explanation {
  if (error instanceof CommanderError) {
    return { code: 'Usage', sentence: usageSentence(error, invocation), exit: ExitCode.Usage }
  }
  if (error instanceof UsageError) {
    return { code: error.code, sentence: error.message, exit: ExitCode.Usage }
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    if (isChainFailure(error)) {
      return { code: error.code, sentence: chainSentence(error), exit: ExitCode.Refused }
    }
    // What was typed cannot be read: nothing was started.
    const isTyped = error.name === 'AmountError' || error.code === 'InvalidName'
    if (isTyped) return { code: error.code, sentence: error.message, exit: ExitCode.Usage }
    const system = explainSystemError(error)
    if (system !== undefined) return { ...system, exit: ExitCode.Refused }
    return { code: error.code, sentence: asSentence(error.message), exit: ExitCode.Refused }
  }
  const message = error instanceof Error ? error.message : String(error)
  const advice = 'run again with --log-level debug for the stack and report it'
  const sentence = `This is a bug (${message}): ${advice}.`
  return { code: 'Unexpected', sentence, exit: ExitCode.Bug }
}

/** What other packages say is not always a whole sentence; names of files are left as they are. */
function asSentence(text: string): string {
  const begun = /^[a-z]+ /.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}

/** Commander's words as one sentence with what to do. */
function usageSentence(error: CommanderError, { command }: Invocation): string {
  const help = `see "plexus ${command === undefined ? '' : `${command} `}--help"`
  if (error.code === 'commander.help') return `A command is missing: ${help}.`
  const what = error.message.replace(/^error: /, '').replace(/\.$/, '')
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${help}.`
}

function wantsStack(argv: readonly string[]): boolean {
  const at = argv.indexOf('--log-level')
  return argv.includes('--log-level=debug') || (at >= 0 && argv[at + 1] === 'debug')
}
