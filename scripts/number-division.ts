import { relative, resolve } from 'node:path'
import { SyntaxKind } from 'typescript/unstable/ast'
import type { BinaryExpression, Node } from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

/** Rooms where a division of numbers, which may leave the integers, is refused. */
const ROOMS = ['primitives', 'runtime'] as const

/** A division whose operands are not both bigint. */
export interface NumberDivision {
  readonly file: string
  /** 1-based. */
  readonly line: number
  readonly text: string
}

/**
 * Finds every `/` and `/=` on numbers in the sources of one project.
 *
 * oxlint's own plugins see no types, and `a / b` on bigint is fine: so this asks the compiler.
 * @throws when the project does not load.
 */
export function findNumberDivisions(tsconfig: string): readonly NumberDivision[] {
  const api = new API({ cwd: resolve(tsconfig, '..') })
  try {
    const project = api.updateSnapshot({ openProjects: [tsconfig] }).getProjects()[0]
    if (project === undefined) throw new Error(`${tsconfig} does not load; run npm run typecheck.`)
    const found: NumberDivision[] = []
    for (const file of project.rootFiles) {
      const source = project.program.getSourceFile(file)
      if (source === undefined || source.isDeclarationFile) continue
      const visit = (node: Node): void => {
        if (isDivision(node)) {
          const { checker } = project
          const types = checker.getTypeAtLocation([node.left, node.right])
          const bigint = checker.getBigIntType()
          const exact = types.every((type) => type && checker.isTypeAssignableTo(type, bigint))
          if (!exact) {
            const start = node.operatorToken.getStart(source)
            const line = source.text.slice(0, start).split('\n').length
            found.push({ file, line, text: node.getText(source) })
          }
        }
        node.forEachChild(visit)
      }
      visit(source)
    }
    return found
  } finally {
    api.close()
  }
}

function isDivision(node: Node): node is BinaryExpression {
  if (node.kind !== SyntaxKind.BinaryExpression) return false
  const operator = (node as BinaryExpression).operatorToken.kind
  return operator === SyntaxKind.SlashToken || operator === SyntaxKind.SlashEqualsToken
}

function main(): void {
  const root = resolve(import.meta.dirname, '..')
  const found = ROOMS.flatMap((room) =>
    findNumberDivisions(resolve(root, 'packages', room, 'tsconfig.json')),
  )
  for (const { file, line, text } of found) {
    console.error(`${relative(root, file)}:${line}: ${text}: divide bigints, or shift with >>`)
  }
  if (found.length > 0) process.exitCode = 1
}

if (process.argv[1] === import.meta.filename) main()
