import { palletErrors } from '../../frame/error.ts'
import { multisig } from './id.ts'

export const errors = palletErrors(multisig, {
  MinimumThreshold: 'The threshold must be at least 2.',
  AlreadyApproved: 'This member has approved the call before.',
  NoApprovalsNeeded: 'The call has all the approvals it needs.',
  TooFewSignatories: 'Name at least one other member.',
  TooManySignatories: 'The list names more members than a multisig may have.',
  SignatoriesOutOfOrder: 'The members must be listed in ascending order, each once.',
  SenderInSignatories: 'The sender must not be listed among the other members.',
  NotFound: 'No such operation is open.',
  NotOwner: 'Only the account that opened the operation may cancel it or change its deposit.',
  NoTimepoint: 'The operation is open already: give the timepoint at which it was opened.',
  WrongTimepoint: 'The operation was opened at another timepoint.',
  UnexpectedTimepoint: 'The operation is not open yet: give no timepoint.',
  MaxWeightTooLow: 'The call weighs more than the weight that was allowed.',
  AlreadyStored: 'The data is stored already.',
})
