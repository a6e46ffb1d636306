import type { SubnetChain } from '../chain.ts'
import type { KitState } from './kit-state.ts'

/**
 * Sends smoothed shares as weights to the uids that the hotkeys have now. Hotkeys that are gone fall
 * out; the chain normalises the rest.
 *
 * @returns false where there is nothing to send
 */
export async function sendWeights(
  chain: SubnetChain,
  shares: KitState<unknown>['shares'],
): Promise<boolean> {
  if (shares.length === 0) return false
  const uids = new Map((await chain.neurons()).map(({ hotkey, uid }) => [hotkey, uid]))
  const weights = new Map<number, number>()
  for (const [hotkey, share] of shares) {
    const uid = uids.get(hotkey)
    if (uid !== undefined && share > 0) weights.set(uid, share)
  }
  if (weights.size === 0) return false
  await chain.setWeights(weights)
  return true
}
