import type { NodeOptions } from '@plexus/node'

const HEALTH = '{"id":1,"jsonrpc":"2.0","method":"system_health","params":[]}'

/** What a person reads when a localnet is up: where to connect and what to try. */
export function localnetSummary(
  options: Pick<NodeOptions, 'timing'>,
  endpoints: readonly string[],
): string {
  const first = endpoints[0] ?? 'ws://127.0.0.1:9944'
  const http = first.replace(/^ws/, 'http')
  return [
    '',
    `Plexus localnet is up (${options.timing} timing); it leaves nothing behind.`,
    `  connect   ${endpoints.join('  ')}`,
    `  ask       curl -s -H 'content-type: application/json' -d '${HEALTH}' ${http}`,
    `  script    await ApiPromise.create({ provider: new WsProvider('${first}') })   (polkadot.js)`,
    '  accounts  //Alice (sudo), //Bob, //Charlie: 1,000,000 TAO each; //Dave, //Eve, //Ferdie: 2,000',
    '  stop      Ctrl-C',
    '',
    '',
  ].join('\n')
}
