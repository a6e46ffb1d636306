import { onImports, placeOf, pure } from './place.js'

/** Pure rooms import themselves, other rooms and a short list of pure libraries; never IO. */
export const pureImports = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const place = placeOf(context.filename)
    const libraries = place?.part === 'src' ? pure.get(place.room) : undefined
    if (libraries === undefined) return {}
    return onImports((node, specifier) => {
      if (specifier.startsWith('.') || specifier.startsWith('@plexus/')) return
      if (libraries.some((prefix) => specifier.startsWith(prefix))) return
      const message = `"${place.room}" is a pure room: "${specifier}" is not on its list of libraries (scripts/lint/rooms.json).`
      context.report({ node, message })
    })
  },
}
