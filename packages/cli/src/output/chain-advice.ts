/** What an error of the chain carries beside its message. */
export interface ChainFailure extends Error {
  readonly meaning: string
  /** Name of the error without its pallet, or why the pool refused. */
  readonly error?: string
  readonly reason?: string
  readonly retry?: { readonly inBlocks: number; readonly inMs: number }
}

/** Whether an error came from the chain or the pool of its node. */
export const isChainFailure = (error: Error): error is ChainFailure =>
  (error.name === 'ChainError' || error.name === 'PoolError') &&
  'meaning' in error &&
  typeof error.meaning === 'string'

/** An error of the chain as one sentence: what it means, and what to do. */
export function chainSentence({ meaning, error, reason, retry }: ChainFailure): string {
  const [first = meaning] = meaning.trim().split(/(?<=[.;])\s/)
  const what = first.replace(/[.;]+$/, '').replaceAll('`', '')
  const name = (error ?? reason ?? '').replace(/^.*\./, '')
  const said = `${what.charAt(0).toUpperCase()}${what.slice(1)}`
  const advice = retry === undefined ? (ADVICE.get(name) ?? DEFAULT) : `try again ${soon(retry)}`
  return `${said}: ${advice}.`
}

const DEFAULT = 'correct the command and run it again'

const BALANCE = 'see "plexus balance", and give a smaller amount or send the account some TAO'
const STAKE = 'see "plexus stake list", and give a smaller amount'
const PRICE = 'give less at a time, or allow more with --tolerance'
const REGISTER = 'register it with "plexus register" first'
const OWNER = 'sign with the wallet that owns it: name it with --wallet'
const SUBNET = 'see "plexus subnets list"'

/** What to do, by the name of the error (spec: 20-calls). */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['Payment', BALANCE],
  ['BalanceTooLow', BALANCE],
  ['NotEnoughBalanceToStake', BALANCE],
  ['NotEnoughBalanceToPaySwapHotKey', BALANCE],
  ['CannotAffordLockCost', BALANCE],
  ['InsufficientBalance', BALANCE],
  ['FundsUnavailable', BALANCE],
  ['Underflow', BALANCE],
  ['InsufficientLiquidity', PRICE],
  ['NotExpendable', 'leave the account something, or add --allow-death'],
  ['BelowMinimum', 'give more, so that the account can exist'],
  ['NotEnoughStakeToWithdraw', STAKE],
  ['NotEnoughStake', STAKE],
  ['StakeUnavailable', STAKE],
  ['NotEnoughStakeToSetWeights', 'stake more on the hotkey with "plexus stake add"'],
  ['NotEnoughStakeToSetChildkeys', 'stake more on the hotkey with "plexus stake add"'],
  ['StakeTooLowForRoot', 'stake more on the hotkey with "plexus stake add"'],
  ['AmountTooLow', 'give a larger amount'],
  ['SlippageTooHigh', PRICE],
  ['PriceLimitExceeded', PRICE],
  ['HotKeyNotRegisteredInSubNet', REGISTER],
  ['HotKeyNotRegisteredInNetwork', REGISTER],
  ['HotKeyAccountNotExists', REGISTER],
  ['HotKeyAlreadyRegisteredInSubNet', 'see its place with "plexus metagraph"'],
  ['UidNotFound', REGISTER],
  ['NonAssociatedColdKey', OWNER],
  ['NotSubnetOwner', OWNER],
  ['BadOrigin', OWNER],
  ['SubnetNotExists', SUBNET],
  ['SubnetworkDoesNotExist', SUBNET],
  ['MechanismDoesNotExist', SUBNET],
  ['RegistrationPriceLimitExceeded', 'see the price with --cost, or give a higher --max-cost'],
  ['SubtokenDisabled', 'its owner starts it with "plexus subnets start"'],
  ['RegistrationDisabled', 'ask its owner, or choose another subnet'],
  ['NeuronNoValidatorPermit', 'stake more on the hotkey, and wait for the next epoch'],
  ['Duplicate', 'see "plexus proxy list"'],
  ['NotFound', 'give it as "plexus proxy list" shows it, with --type and --delay'],
])

function soon({ inBlocks, inMs }: { readonly inBlocks: number; readonly inMs: number }): string {
  const seconds = Math.max(1, Math.round(inMs / 1000))
  const time = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
  return `in ${inBlocks} ${inBlocks === 1 ? 'block' : 'blocks'}, about ${time}`
}
