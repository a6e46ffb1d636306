/** What a command that speaks with a chain works with; loaded when it runs, not before. */
export async function loadChain() {
  const [sdk, act, { withClient }, output, errors] = await Promise.all([
    import('@plexus/sdk'),
    import('./act.ts'),
    import('./with-client.ts'),
    import('../output/print.ts'),
    import('./errors.ts'),
  ])
  return { sdk, ...act, withClient, output, errors }
}
