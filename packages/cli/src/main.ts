import type { Command } from 'commander'
import { ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import { processIo } from './io.ts'
import type { NodeRoom } from './node-room.ts'
import { reportFailure } from './output/report-failure.ts'
import { createProgram } from './program.ts'
import { keepHeapSmall } from './run/small-heap.ts'
import type { RuntimeRoom } from './runtime-room.ts'

/**
 * The `plexus` command.
 * @param argv arguments after the program's name
 * @param io the process, or a stand-in
 * @param loadNode brings the node when a command needs it
 * @param loadRuntime brings the state transition when a command needs it alone
 * @returns the exit code; never throws
 */
export async function main(
  argv: readonly string[],
  io: Io = processIo(),
  loadNode: () => Promise<NodeRoom> = loadSmallNode,
  loadRuntime: () => Promise<RuntimeRoom> = () => import('@plexus/runtime'),
): Promise<ExitCode> {
  let exit: ExitCode = ExitCode.Done
  const exitWith = (code: ExitCode): void => {
    exit = code
  }
  const program = createProgram({ io, loadNode, loadRuntime, exitWith })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exit
  } catch (error) {
    return reportFailure(error, { argv, command: commandOf(program, argv) }, io)
  }
}

/** A node lives long, beside others. */
function loadSmallNode(): Promise<NodeRoom> {
  keepHeapSmall()
  return import('@plexus/node')
}

/** The words of the command that was meant, such as `stake add`, as far as they are known. */
function commandOf(program: Command, argv: readonly string[]): string | undefined {
  const names: string[] = []
  let known = program
  for (const word of argv) {
    const next = known.commands.find((command) => command.name() === word)
    if (next === undefined) break
    names.push(word)
    known = next
  }
  return names.length === 0 ? undefined : names.join(' ')
}
