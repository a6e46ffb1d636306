import { readFileSync } from 'node:fs'

const rooms = JSON.parse(readFileSync(new URL('./rooms.json', import.meta.url), 'utf8'))

/** room → rooms it may import */
export const imports = new Map(Object.entries(rooms.imports))

/** pure room → prefixes of the third-party packages it may import */
export const pure = new Map(Object.entries(rooms.pure))

/** Where a file stands: its room and its part (`src`, `test`, …); undefined outside packages/. */
export function placeOf(filename) {
  const match = /(?:^|\/)packages\/([a-z0-9-]+)\/([^/]+)\/(.*)$/.exec(
    filename.replaceAll('\\', '/'),
  )
  return match === null ? undefined : { room: match[1], part: match[2], inside: match[3] }
}

/** Calls `visit(node, specifier)` for every static, dynamic, type and re-exporting import. */
export function onImports(visit) {
  const literal = (node, source) => {
    if (source?.type === 'Literal' && typeof source.value === 'string') visit(node, source.value)
  }
  return {
    ImportDeclaration: (node) => literal(node, node.source),
    ExportNamedDeclaration: (node) => literal(node, node.source),
    ExportAllDeclaration: (node) => literal(node, node.source),
    ImportExpression: (node) => literal(node, node.source),
    TSImportType: (node) => literal(node, node.source ?? node.argument?.literal ?? node.argument),
  }
}
