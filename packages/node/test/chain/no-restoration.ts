import type { Chain } from '../../src/chain/interface.ts'

/** Of a chain of tests that begins at genesis, whatever is offered. */
export const NO_RESTORATION: Chain['restoration'] = {
  isPossible: () => false,
  clear: () => true,
  get: () => undefined,
  root: beginsAtGenesis,
  stage: beginsAtGenesis,
  begin: beginsAtGenesis,
}

function beginsAtGenesis(): never {
  throw new Error('this chain begins at genesis')
}
