import { readFile } from 'node:fs/promises'
import { MalformedFileError } from '../errors.ts'

/** The fields of a JSON file of ours. */
export type Fields = ReadonlyMap<string, unknown>

/**
 * Reads an object of format 1 with exactly these fields.
 * @throws MalformedFileError; ENOENT where there is none
 */
export async function readFields(file: string, names: readonly string[]): Promise<Fields> {
  const value = await readJson(file)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const fields = new Map<string, unknown>(isObject ? Object.entries(value) : [])
  if (fields.get('format') !== 1) throw malformed(file, 'it is not of format 1')
  const foreign = [...fields.keys()].find((name) => name !== 'format' && !names.includes(name))
  if (foreign !== undefined) throw malformed(file, `its field ${foreign} is not known`)
  return fields
}

/** @throws MalformedFileError; ENOENT where there is none */
export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw malformed(file, 'it is no JSON', error)
  }
}

/** A file that a person or a disk has damaged. */
export const malformed = (file: string, what: string, cause?: unknown): MalformedFileError =>
  new MalformedFileError(`The file ${file} cannot be used, ${what}: correct or restore it.`, {
    cause,
  })
