import { createHash } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { ModelHashError, ModelInvalidError, ModelMissingError } from '../errors.ts'
import { inspectOnnx } from './inspect.ts'
import type { OnnxSummary } from './inspect.ts'

/** A model as found on disk or in memory, checked, not yet loaded. */
export interface ModelFile {
  /** File name without its folder. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly summary: OnnxSummary
  /** Weights beside the model, under the names that the model uses. */
  readonly externalData: readonly { readonly path: string; readonly data: Uint8Array }[]
  /** Where the model is; a runtime that looks for external data itself needs it. */
  readonly path: string | undefined
}

/** SHA-256 in lower-case hex: of the model file, or of it and of each file of weights by name. */
export type ExpectedHashes = string | Readonly<Record<string, string>>

/** Largest model file; protobuf itself ends at 2 GiB. */
const MAX_MODEL_BYTES = 2 ** 31 - 1
/** Most files of weights, and most bytes in them together: what a process can hold at all. */
const MAX_EXTERNAL_FILES = 256
const MAX_EXTERNAL_BYTES = 2 ** 33

/**
 * Reads and checks a model.
 * @throws ModelMissingError, ModelInvalidError, ModelHashError
 */
export async function readModelFile(
  model: string | Uint8Array,
  hashes: ExpectedHashes | undefined,
): Promise<ModelFile> {
  const path = typeof model === 'string' ? resolve(model) : undefined
  const name = path === undefined ? 'model' : basename(path)
  const bytes = typeof model === 'string' ? await readBounded(model, MAX_MODEL_BYTES) : model
  checkHash(name, bytes, typeof hashes === 'string' ? hashes : hashes?.[name], hashes !== undefined)
  const summary = inspectOnnx(name, bytes)
  const externalData = await readExternalData({ name, path, summary }, hashes)
  return { name, bytes, summary, externalData, path }
}

async function readExternalData(
  { name, path, summary }: Pick<ModelFile, 'name' | 'path' | 'summary'>,
  hashes: ExpectedHashes | undefined,
): Promise<ModelFile['externalData']> {
  const { externalFiles } = summary
  if (externalFiles.length === 0) return []
  if (path === undefined) {
    throw new ModelInvalidError(
      `${name} keeps weights in other files (${externalFiles[0]}): give its path, not its bytes.`,
    )
  }
  if (externalFiles.length > MAX_EXTERNAL_FILES) {
    throw new ModelInvalidError(
      `${name} keeps weights in ${externalFiles.length} files: save them in at most ${MAX_EXTERNAL_FILES}.`,
    )
  }
  const folder = await realpath(dirname(path))
  const read: { path: string; data: Uint8Array }[] = []
  let left = MAX_EXTERNAL_BYTES
  for (const file of externalFiles) {
    const inside = await placeOf(folder, name, file)
    const data = await readBounded(inside, left)
    left -= data.length
    const expected = typeof hashes === 'string' ? undefined : hashes?.[file]
    checkHash(file, data, expected, hashes !== undefined)
    read.push({ path: file, data })
  }
  return read
}

/** Where a file of weights really is; it must be below the folder of the model, links followed. */
async function placeOf(folder: string, name: string, file: string): Promise<string> {
  const outside = (): ModelInvalidError =>
    new ModelInvalidError(
      `${name} keeps weights outside its folder (${file.slice(0, 200)}): put them beside the model and ` +
        'export it again.',
    )
  if (file === '' || isAbsolute(file) || file.includes('\0')) throw outside()
  const wanted = resolve(folder, file)
  if (!isBelow(folder, wanted)) throw outside()
  let real: string
  try {
    real = await realpath(wanted)
  } catch (error) {
    throw new ModelMissingError(
      `The weights ${file} of ${name} are missing: put the file beside the model.`,
      error,
    )
  }
  if (!isBelow(folder, real)) throw outside()
  return real
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

async function readBounded(path: string, maxBytes: number): Promise<Uint8Array> {
  let size: number
  try {
    const found = await stat(path)
    if (!found.isFile()) {
      throw new ModelMissingError(`${path} is not a file: give the path of an .onnx file.`)
    }
    size = found.size
  } catch (error) {
    if (error instanceof ModelMissingError) throw error
    throw new ModelMissingError(
      `There is no model at ${path}: correct the path, or put the .onnx file there.`,
      error,
    )
  }
  if (size > maxBytes) {
    throw new ModelInvalidError(
      `${basename(path)} has ${size} bytes, more than ${maxBytes}: save large weights beside the model.`,
    )
  }
  return readFile(path)
}

function checkHash(
  file: string,
  bytes: Uint8Array,
  expected: string | undefined,
  isAsked: boolean,
): void {
  if (!isAsked) return
  if (expected === undefined || !/^[0-9a-f]{64}$/.test(expected)) {
    throw new ModelInvalidError(
      `The SHA-256 of ${file} is not given: give 64 lower-case hex digits for every file of the model.`,
    )
  }
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found !== expected) throw new ModelHashError(file, expected, found)
}
