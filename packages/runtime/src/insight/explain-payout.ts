import { alphaRao, bytesToHex } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { createContext } from '../executive/context.ts'
import type { Environment } from '../executive/context.ts'
import type { EpochPayment } from '../pallets/subtensor/coinbase/observer.ts'
import { Owner } from '../pallets/subtensor/storage/keys.ts'
import { InsightError } from './errors.ts'
import type { MechanismShare, PayoutExplanation } from './explanation.ts'
import { divisionOf, hotkeyShares, isWorthTelling } from './payout-summary.ts'
import type { RecordedEpoch } from './recorder.ts'
import { replayEpoch } from './replay.ts'
import type { PastBlock } from './replay.ts'

/** Whose payout to explain. */
export interface PayoutQuestion {
  readonly netuid: NetUid
  readonly hotkey: AccountId
}

/**
 * What one hotkey got of the epoch of a past block, and what of it each of its stakers.
 *
 * @throws InsightError UnknownSubnet, NoEpoch, UnknownHotkey
 */
export function explainPayout(
  environment: Environment,
  block: PastBlock,
  { netuid, hotkey }: PayoutQuestion,
): PayoutExplanation {
  const wanted = bytesToHex(hotkey)
  const isWanted = (account: AccountId): boolean => bytesToHex(account) === wanted
  const recorded = replayEpoch(environment, block, netuid, { hasPositions: isWanted })
  const { shares, pending } = recorded
  const uid = recorded.neurons.find((neuron) => isWanted(neuron.hotkey))?.uid
  const payments = recorded.payments.filter((payment) => accountsOf(payment).some(isWanted))
  if (uid === undefined && payments.length === 0) {
    throw new InsightError(
      'UnknownHotkey',
      `The hotkey had no part in the epoch of subnet ${netuid} in block ${block.header.number}.`,
    )
  }
  return {
    block: block.header.number,
    netuid,
    hotkey,
    coldkey: Owner.get(createContext(environment, block.view), hotkey),
    uid,
    pots: {
      serverAlphaRao: pending.server,
      validatorAlphaRao: pending.validator,
      rootAlphaRao: pending.root,
      ownerCutAlphaRao: pending.ownerCut,
    },
    mechanisms: uid === undefined ? [] : mechanismShares(recorded, uid),
    alphaPotAlphaRao: shares.pots.alpha,
    rootPotAlphaRao: shares.pots.root,
    share: hotkeyShares(shares).find((share) => isWanted(share.hotkey)),
    divisions: recorded.divisions
      .filter(isWorthTelling)
      .filter(({ parts }) => parts.some(([account]) => isWanted(account)))
      .map(divisionOf),
    payments: payments.filter(({ amountAlphaRao }) => amountAlphaRao > 0n),
    stake: recorded.stakes.find((change) => isWanted(change.hotkey)),
  }
}

const mechanismShares = ({ mechanisms }: RecordedEpoch, uid: number): readonly MechanismShare[] =>
  mechanisms.map(({ mechid, input, output }) => ({
    mechid,
    mechanismAlphaRao: alphaRao(input.emission),
    incentiveU16: output.incentive[uid] ?? 0,
    serverAlphaRao: alphaRao(output.serverEmission[uid] ?? 0n),
    validatorAlphaRao: alphaRao(output.validatorEmission[uid] ?? 0n),
  }))

/** The hotkeys that a payment is for and goes to. */
function accountsOf(payment: EpochPayment): readonly AccountId[] {
  switch (payment.type) {
    case 'withheld':
      return [payment.miner]
    case 'incentive':
      return [payment.miner, payment.hotkey]
    case 'ownerCut':
    case 'leaseDividend':
    case 'take':
    case 'stakers':
    case 'rootClaimable':
    case 'rootToOwner':
      return [payment.hotkey]
  }
}
