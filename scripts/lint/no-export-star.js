/** Public surfaces are listed name by name. */
export const noExportStar = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    ExportAllDeclaration(node) {
      context.report({ node, message: 'List the exported names one by one instead of `export *`.' })
    },
  }),
}
