import { importDirections } from './import-directions.js'
import { noDeepImport } from './no-deep-import.js'
import { noExportStar } from './no-export-star.js'
import { noFloat } from './no-float.js'
import { pureImports } from './pure-imports.js'

/** The house's own lint rules. The default export is what oxlint loads. */
export default {
  meta: { name: 'plexus' },
  rules: {
    'import-directions': importDirections,
    'no-deep-import': noDeepImport,
    'no-export-star': noExportStar,
    'no-float': noFloat,
    'pure-imports': pureImports,
  },
}
