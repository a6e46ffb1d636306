import { ModelInvalidError } from '../errors.ts'
import { ProtobufError, readFields } from './protobuf.ts'

/** What an ONNX file says about itself, as far as it decides whether the file may be loaded. */
export interface OnnxSummary {
  readonly producer: string
  /** Operator sets that the graph asks for; the empty domain is ONNX itself. */
  readonly operatorSets: readonly { readonly domain: string; readonly version: number }[]
  /** Files with weights beside the model, as the model writes them. */
  readonly externalFiles: readonly string[]
}

/** Operator domains that the runtimes carry (ONNX and the contributed operators of onnxruntime). */
const KNOWN_DOMAINS: ReadonlySet<string> = new Set([
  '',
  'ai.onnx',
  'ai.onnx.ml',
  'ai.onnx.training',
  'ai.onnx.preview.training',
  'com.microsoft',
  'com.microsoft.nchwc',
  'com.ms.internal.nhwc',
])

/** Graphs within graphs (branches, loops): real models nest three or four deep. */
const MAX_DEPTH = 32

/**
 * Reads an ONNX file without running it.
 * @throws ModelInvalidError when it is no ONNX model, or uses operators that no runtime here has
 */
export function inspectOnnx(name: string, bytes: Uint8Array): OnnxSummary {
  try {
    const found = readModel(bytes)
    if (!found.hasGraph || found.operatorSets.length === 0) {
      throw new ModelInvalidError(
        `${name} is not an ONNX model: export one with torch.onnx.export or tf2onnx.`,
      )
    }
    refuseCustomOperators(name, found)
    const { producer, operatorSets } = found
    return { producer, operatorSets, externalFiles: [...found.externalFiles] }
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error
    throw new ModelInvalidError(
      `${name} is not an ONNX model (${error.message}): export one with torch.onnx.export or tf2onnx.`,
      error,
    )
  }
}

interface Found {
  hasGraph: boolean
  producer: string
  readonly operatorSets: { domain: string; version: number }[]
  /** The first operator of each domain that nodes use. */
  readonly domains: Map<string, string>
  /** Domains of the functions that the file itself defines. */
  readonly ownDomains: Set<string>
  readonly externalFiles: Set<string>
}

function refuseCustomOperators(name: string, { domains, ownDomains }: Found): void {
  for (const [domain, operator] of domains) {
    if (KNOWN_DOMAINS.has(domain) || ownDomains.has(domain)) continue
    throw new ModelInvalidError(
      `${name} uses the custom operator ${operator} of ${domain}: export it with standard ONNX operators.`,
    )
  }
}

// Field numbers are those of onnx.proto3.

function readModel(bytes: Uint8Array): Found {
  const found: Found = {
    hasGraph: false,
    producer: '',
    operatorSets: [],
    domains: new Map(),
    ownDomains: new Set(),
    externalFiles: new Set(),
  }
  for (const field of readFields(bytes)) {
    if (field.wire !== 'bytes') continue
    if (field.number === 2) found.producer = text(field.value)
    if (field.number === 7) {
      found.hasGraph = true
      readGraph(field.value, found, 0)
    }
    if (field.number === 8) found.operatorSets.push(readOperatorSet(field.value))
    if (field.number === 25) readFunction(field.value, found)
  }
  return found
}

function readOperatorSet(bytes: Uint8Array): { domain: string; version: number } {
  let domain = ''
  let version = 0
  for (const field of readFields(bytes)) {
    if (field.number === 1 && field.wire === 'bytes') domain = text(field.value)
    if (field.number === 2 && field.wire === 'varint') version = Number(field.value)
  }
  return { domain, version }
}

function readFunction(bytes: Uint8Array, found: Found): void {
  for (const field of readFields(bytes)) {
    if (field.wire !== 'bytes') continue
    if (field.number === 7) readNode(field.value, found, 1)
    if (field.number === 10) found.ownDomains.add(text(field.value))
    if (field.number === 11) readAttribute(field.value, found, 1)
  }
}

function readGraph(bytes: Uint8Array, found: Found, depth: number): void {
  if (depth > MAX_DEPTH) throw new ProtobufError(`graphs are nested deeper than ${MAX_DEPTH}`)
  for (const field of readFields(bytes)) {
    if (field.wire !== 'bytes') continue
    if (field.number === 1) readNode(field.value, found, depth)
    if (field.number === 5) readTensor(field.value, found)
    if (field.number === 15) readSparseTensor(field.value, found)
  }
}

function readNode(bytes: Uint8Array, found: Found, depth: number): void {
  let operator = ''
  let domain = ''
  for (const field of readFields(bytes)) {
    if (field.wire !== 'bytes') continue
    if (field.number === 4) operator = text(field.value)
    if (field.number === 5) readAttribute(field.value, found, depth)
    if (field.number === 7) domain = text(field.value)
  }
  if (!found.domains.has(domain)) found.domains.set(domain, operator)
}

function readAttribute(bytes: Uint8Array, found: Found, depth: number): void {
  for (const field of readFields(bytes)) {
    if (field.wire !== 'bytes') continue
    if (field.number === 5 || field.number === 10) readTensor(field.value, found)
    if (field.number === 6 || field.number === 11) readGraph(field.value, found, depth + 1)
    if (field.number === 22 || field.number === 23) readSparseTensor(field.value, found)
  }
}

function readSparseTensor(bytes: Uint8Array, found: Found): void {
  for (const field of readFields(bytes)) {
    if (field.wire === 'bytes' && field.number <= 2) readTensor(field.value, found)
  }
}

function readTensor(bytes: Uint8Array, found: Found): void {
  for (const field of readFields(bytes)) {
    if (field.number !== 13 || field.wire !== 'bytes') continue
    let key = ''
    let value = ''
    for (const part of readFields(field.value)) {
      if (part.wire !== 'bytes') continue
      if (part.number === 1) key = text(part.value)
      if (part.number === 2) value = text(part.value)
    }
    if (key === 'location') found.externalFiles.add(value)
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
