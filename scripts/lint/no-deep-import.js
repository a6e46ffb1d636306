import { dirname, posix } from 'node:path'
import { onImports, placeOf } from './place.js'

/** What a package publishes besides its index. */
const ENTRIES = new Set(['@plexus/sdk/node'])

/** Other rooms are reached through their index: no subpath, no relative path out of the package. */
export const noDeepImport = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const filename = context.filename.replaceAll('\\', '/')
    const place = placeOf(filename)
    return onImports((node, specifier) => {
      if (/^@plexus\/[^/]+\/./.test(specifier) && !ENTRIES.has(specifier)) {
        const message = `Import "${specifier.split('/', 2).join('/')}", not a path inside it.`
        context.report({ node, message })
      } else if (place !== undefined && specifier.startsWith('.')) {
        const target = placeOf(posix.join(dirname(filename), specifier))
        if (target?.room === place.room) return
        context.report({ node, message: 'A relative import stays inside its package.' })
      } else if (place?.part === 'src' && specifier === `@plexus/${place.room}`) {
        context.report({ node, message: 'Inside a package, import the file, not the own index.' })
      }
    })
  },
}
