import { palletErrors } from '../../frame/error.ts'
import { sudo } from './id.ts'

export const errors = palletErrors(sudo, {
  RequireSudo: 'Only the sudo key may do this.',
})
