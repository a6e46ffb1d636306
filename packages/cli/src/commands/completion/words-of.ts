import type { Command } from 'commander'

/** A word that may come next. */
export interface Word {
  readonly word: string
  readonly about: string
}

/** What may follow a chain of commands: `''` for the program, then `stake`, `stake add` … */
export type Words = ReadonlyMap<string, readonly Word[]>

/** All that the program says of itself; there is no second list. */
export function wordsOf(program: Command): Words {
  const words = new Map<string, readonly Word[]>()
  const walk = (command: Command, path: readonly string[]): void => {
    const next = command.commands.map((one) => ({ word: one.name(), about: one.description() }))
    const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? [])
    const flags = command.options.flatMap(({ long, description }) =>
      long === undefined || long === null ? [] : [{ word: long, about: description }],
    )
    words.set(path.join(' '), [
      ...next,
      ...choices.map((word) => ({ word, about: '' })),
      ...flags,
      { word: '--help', about: 'print help' },
    ])
    for (const one of command.commands) walk(one, [...path, one.name()])
  }
  walk(program, [])
  return words
}
