/**
 * Pages that are served from this machine. A request without an Origin comes from a program; one
 * from any other page is refused, so that a web site cannot drive the node of its visitor.
 */
export const LOCAL_ORIGINS: readonly string[] = [
  'http://localhost:*',
  'https://localhost:*',
  'http://127.0.0.1:*',
  'https://127.0.0.1:*',
  'http://[::1]:*',
  'https://[::1]:*',
]

/**
 * Whether a browser page may talk to the node.
 * @param allowed origins (`https://example.org`, `http://localhost:*` for any port) or `*` for all
 */
export function isOriginAllowed(origin: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true
  const given = origin.toLowerCase()
  return allowed.some((pattern) => {
    if (pattern === '*' || pattern === given) return true
    if (!pattern.endsWith(':*')) return false
    const site = pattern.slice(0, -2)
    return given === site || (given.startsWith(`${site}:`) && isPort(given.slice(site.length + 1)))
  })
}

function isPort(text: string): boolean {
  return /^[0-9]{1,5}$/.test(text)
}
