import { imports, onImports, placeOf } from './place.js'

/** A room imports only the rooms that rooms.json allows it: imports go down. */
export const importDirections = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const place = placeOf(context.filename)
    if (place === undefined || place.part !== 'src') return {}
    const allowed = imports.get(place.room)
    return onImports((node, specifier) => {
      const target = /^@plexus\/([^/]+)/.exec(specifier)?.[1]
      if (target === undefined || target === place.room) return
      if (allowed === undefined) {
        const message = `Room "${place.room}" is not in the import map; add it to scripts/lint/rooms.json.`
        context.report({ node, message })
      } else if (!allowed.includes(target)) {
        const list = allowed.length === 0 ? 'no other room' : `only ${allowed.join(', ')}`
        context.report({ node, message: `"${place.room}" may import ${list}, not "${target}".` })
      }
    })
  },
}
