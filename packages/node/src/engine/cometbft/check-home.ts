import { readFileSync } from 'node:fs'
import { HomeDamagedError } from './errors.ts'

/** What a validator has signed last. @throws HomeDamagedError */
export function checkSignState(file: string): void {
  const { height, round, step } = readObject(file)
  const isHeight = typeof height === 'string' && /^\d{1,19}$/.test(height)
  if (isHeight && Number.isInteger(round) && Number.isInteger(step)) return
  throw new HomeDamagedError(file, 'it does not say what was signed last')
}

/**
 * The environment has a say only in settings that stand in the file: where one is lost, CometBFT
 * has its own default and says nothing.
 * @param names of variables, such as `CMT_P2P_LADDR`
 * @throws HomeDamagedError
 */
export function checkConfiguration(file: string, names: readonly string[]): void {
  const found = new Set<string>()
  let section = ''
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    section = /^\[([\w.-]+)\]/.exec(line)?.[1] ?? section
    const key = /^([\w-]+) *=/.exec(line)?.[1]
    if (key !== undefined) found.add(variableOf(section === '' ? key : `${section}.${key}`))
  }
  const lost = names.find((name) => !found.has(name))
  if (lost === undefined) return
  throw new HomeDamagedError(file, `it has no line for the setting ${lost}`)
}

/** @throws HomeDamagedError where the file is not JSON, or not an object */
export function readObject(file: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // The cause would quote the file, which may hold a secret.
    throw new HomeDamagedError(file, 'it is no JSON')
  }
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

const variableOf = (name: string): string => `CMT_${name.replaceAll(/[.-]/g, '_').toUpperCase()}`
