import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import type { Io } from '../io.ts'
import { parseWhole } from '../options/parsers.ts'
import type { Context } from '../program.ts'

/** `plexus subnet create|simulate`. */
export function addSubnetCommand(program: Command, { io }: Context): void {
  const subnet = program
    .command('subnet')
    .description('write a subnet of your own')
    .addHelpText('after', '\nexample: plexus subnet create my-subnet')
  addSimulate(subnet, io)
  subnet
    .command('create')
    .description('write the files of a small complete subnet into a new folder')
    .argument('<name>', 'lower-case letters, digits and dashes; the folder has the same name')
    .addHelpText('after', '\nexample: plexus subnet create my-subnet')
    .action(async (name: string) => {
      const { createSubnetTemplate } = await import('@plexus/sdk/node')
      const files = createSubnetTemplate(name)
      const folder = resolve(name)
      if (existsSync(folder)) throw new UsageError(`${folder} exists: choose another name.`)
      for (const { path, text } of files) {
        const file = join(folder, path)
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, text)
      }
      io.stdout.write(`${folder}\n`)
      io.stderr.write(`${files.length} files; read README.md, then: cd ${name} && npm test\n`)
    })
}

interface SimulateFlags {
  readonly windows: number
  readonly seed: number
  readonly json?: true
}

function addSimulate(subnet: Command, io: Io): void {
  subnet
    .command('simulate')
    .description('play windows in memory with honest and cheating agents: who earns what')
    .argument('<subnet>', 'folding, vision, or a folder such as ./my-subnet')
    .option(
      '--windows <n>',
      'windows to play',
      (text) => parseWhole(text, 'windows', 1, 10_000),
      50,
    )
    .option(
      '--seed <n>',
      'what is drawn',
      (text) => parseWhole(text, 'a seed', 0, 4_294_967_295),
      1,
    )
    .option('--json', 'print the table as JSON')
    .addHelpText('after', '\nexample: plexus subnet simulate vision --windows 50')
    .action(async (name: string, flags: SimulateFlags) => {
      const { runSimulate } = await import('../neuron/run-simulate.ts')
      await runSimulate(name, flags, io)
    })
}
