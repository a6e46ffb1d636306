import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import type { Context } from '../program.ts'

/** `plexus subnet create <name>`. */
export function addSubnetCommand(program: Command, { io }: Context): void {
  const subnet = program
    .command('subnet')
    .description('write a subnet of your own')
    .addHelpText('after', '\nexample: plexus subnet create my-subnet')
  subnet
    .command('create')
    .description('write the files of a small complete subnet into a new folder')
    .argument('<name>', 'lower-case letters, digits and dashes; the folder has the same name')
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
