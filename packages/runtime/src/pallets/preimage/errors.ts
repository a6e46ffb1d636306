import { palletErrors } from '../../frame/error.ts'
import { preimage } from './id.ts'

export const errors = palletErrors(preimage, {
  TooBig: 'The preimage is longer than 4 MiB.',
  AlreadyNoted: 'The preimage is on chain already.',
  NotAuthorized: 'Only who noted the preimage may take it back.',
  NotNoted: 'Nobody noted or requested this preimage.',
  Requested: 'The preimage is requested and must stay.',
  NotRequested: 'Nobody requested this preimage.',
  TooMany: 'More than 1024 hashes are given.',
  TooFew: 'No hash is given.',
})
