import { u16, u32 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'
import { READ_PS, WRITE_PS } from '../../frame/weight.ts'
import { RuntimeVersionType, versionValue } from '../../version-type.ts'
import {
  BLOCK_HASH_COUNT,
  BLOCK_LENGTH,
  BLOCK_WEIGHTS,
  BlockLength,
  BlockWeights,
  RuntimeDbWeight,
  SS58_PREFIX,
} from './limits.ts'

export const constants = [
  constant('BlockWeights', BlockWeights, BLOCK_WEIGHTS, ['Weight limits of a block.']),
  constant('BlockLength', BlockLength, BLOCK_LENGTH, ['Length limits of a block, in bytes.']),
  constant('BlockHashCount', u32, BLOCK_HASH_COUNT, ['How many block hashes state keeps.']),
  constant('DbWeight', RuntimeDbWeight, { read: READ_PS, write: WRITE_PS }, [
    'Weight of a database read and write, in ps.',
  ]),
  constant('Version', RuntimeVersionType, () => versionValue(), ['Name and versions.']),
  constant('SS58Prefix', u16, SS58_PREFIX, ['Address format of this chain.']),
] as const
