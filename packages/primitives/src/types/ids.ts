import { u16, u32, u8 } from '../scale/numbers.ts'
import type { Type } from '../scale/type.ts'
import { RangeViolation } from './brand.ts'
import type { Brand } from './brand.ts'

/** The number of a subnet; 0 is the root network. */
export type NetUid = Brand<number, 'NetUid'>

/** The number of a neuron inside its subnet. */
export type Uid = Brand<number, 'Uid'>

/** The number of an incentive mechanism inside its subnet. */
export type MechId = Brand<number, 'MechId'>

/** The height of a block; the genesis block has 0. */
export type BlockNumber = Brand<number, 'BlockNumber'>

/** The blocks from one epoch of a subnet to the next, less one. */
export type Tempo = Brand<number, 'Tempo'>

/** @param value 0 to 65,535. @throws RangeViolation */
export const netUid = (value: number): NetUid => inRange(value, 0xffff, 'netuid') as NetUid

/** @param value 0 to 65,535. @throws RangeViolation */
export const uid = (value: number): Uid => inRange(value, 0xffff, 'uid') as Uid

/** @param value 0 to 255. @throws RangeViolation */
export const mechId = (value: number): MechId => inRange(value, 0xff, 'mechanism id') as MechId

/** @param value 0 to 2^32 − 1. @throws RangeViolation */
export const blockNumber = (value: number): BlockNumber =>
  inRange(value, 0xffff_ffff, 'block number') as BlockNumber

/** @param value in blocks, 0 to 65,535. @throws RangeViolation */
export const tempo = (value: number): Tempo => inRange(value, 0xffff, 'tempo') as Tempo

// Metadata shows newtypes as their bare primitive (spec: 76-metadata §2.3), so codec and
// description are those of the primitive; its range is the range of the brand.

/** `u16`. */
export const NetUid: Type<NetUid> = u16 as Type<NetUid>
/** `u16`. */
export const Uid: Type<Uid> = u16 as Type<Uid>
/** `u8`. */
export const MechId: Type<MechId> = u8 as Type<MechId>
/** `u32`. */
export const BlockNumber: Type<BlockNumber> = u32 as Type<BlockNumber>
/** `u16`. */
export const Tempo: Type<Tempo> = u16 as Type<Tempo>

function inRange(value: number, max: number, what: string): number {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new RangeViolation(`${what} from 0 to ${max}`, value)
  }
  return value
}
