import { palletErrors } from '../../frame/error.ts'
import { adminUtils } from './id.ts'

export const errors = palletErrors(adminUtils, {
  SubnetDoesNotExist: 'No subnet has this netuid.',
  MaxValidatorsLargerThanMaxUIds: 'A subnet cannot have more validators than uids.',
  MaxAllowedUIdsLessThanCurrentUIds: 'The subnet has more uids than the new limit allows.',
  BondsMovingAverageMaxReached: 'An owner cannot set the bonds moving average that high.',
  NegativeSigmoidSteepness: 'Only Root may set a negative steepness.',
  ValueNotInBounds: 'The value is outside its bounds.',
  MinAllowedUidsGreaterThanCurrentUids: 'The subnet has no more uids than the new minimum.',
  MinAllowedUidsGreaterThanMaxAllowedUids: 'The minimum of uids must stay below their maximum.',
  MaxAllowedUidsLessThanMinAllowedUids: 'The maximum of uids cannot be below their minimum.',
  MaxAllowedUidsGreaterThanDefaultMaxAllowedUids: 'No subnet may have that many uids.',
  InvalidValue: 'The value is not allowed.',
  NotPermittedOnRootSubnet: 'The root network has no such setting.',
  POWRegistrationDisabled: 'Registration by work has been retired.',
  Deprecated: 'This call has been retired.',
})
