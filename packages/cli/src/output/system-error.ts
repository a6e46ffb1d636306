/** What Node adds to an error of the operating system. */
type SystemError = Error & {
  readonly code?: unknown
  readonly port?: number
  readonly path?: string
}

type Sentence = (error: SystemError) => string

const SENTENCES: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  [
    'EADDRINUSE',
    ({ port }) =>
      `Port ${port ?? ''} is taken: stop its user, or choose another port for this node.`,
  ],
  ['EADDRNOTAVAIL', () => 'This machine has no such address: choose another with --rpc-host.'],
  ['ENOTFOUND', () => 'The host name is unknown: give an address of this machine with --rpc-host.'],
  [
    'EACCES',
    ({ path, port }) =>
      port === undefined
        ? `Access to ${path ?? 'a file'} is denied: change its permissions or the --path.`
        : `Port ${port} needs privileges: choose one above 1023 with --rpc-port.`,
  ],
  ['ENOSPC', () => 'The disk is full: free some space, then start again.'],
  ['EROFS', ({ path }) => `${path ?? 'The disk'} is read-only: choose another --path.`],
  ['ENOENT', ({ path }) => `${path ?? 'The file'} does not exist: give the name of a file.`],
  ['EISDIR', () => 'The name is that of a directory: give the name of a file.'],
  ['ENOTDIR', ({ path }) => `${path ?? 'The path'} is not a directory: choose another --path.`],
])

/** A failure of the operating system in words of the command line; undefined for other errors. */
export function explainSystemError(
  error: SystemError,
): { readonly code: string; readonly sentence: string } | undefined {
  const code = typeof error.code === 'string' ? error.code : ''
  const sentence = SENTENCES.get(code)?.(error)
  return sentence === undefined ? undefined : { code, sentence }
}
