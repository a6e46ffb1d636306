import { blockNumber, bytes, equalBytes, rao, u64 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { RuntimePanic } from '../../../../frame/panic.ts'
import { dropCredit } from '../../../balances/index.ts'
import { currentBlock } from '../../block.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { UsedWork } from '../../storage/legacy.ts'
import { mintTao, spendTao } from '../../tao.ts'
import { registrationWeights } from '../weights.ts'
import { meetsDifficulty, sealOf } from '../work.ts'

/** 1,000 TAO. */
const GIFT = rao(1_000_000_000_000n)
const DIFFICULTY = 1_000_000n
const WORK_BYTES = 32
/** Work on an older block is refused. */
const MAX_AGE_BLOCKS = 3n

/** Mints 1,000 TAO for who proves some work; part of local networks only (spec: 20-calls §7.8). */
export const faucet = call(
  subtensor,
  { block_number: u64, nonce: u64, work: bytes },
  {
    index: 60,
    name: 'faucet',
    weight: registrationWeights.faucet,
    pays: false,
    run(ctx, origin, { block_number, nonce, work }) {
      const who = ensureSigned(origin)
      const now = currentBlock(ctx)
      ensure(block_number <= now && now - block_number < MAX_AGE_BLOCKS, errors.InvalidWorkBlock)
      if (work.length !== WORK_BYTES) throw new RuntimePanic('work of the faucet has 32 bytes')
      ensure(meetsDifficulty(work, DIFFICULTY), errors.InvalidDifficulty)
      const seal = sealOf(ctx, blockNumber(Number(block_number)), nonce, who)
      ensure(equalBytes(seal, work), errors.InvalidSeal)
      UsedWork.set(ctx, work, now)
      dropCredit(ctx, spendTao(ctx, who, mintTao(ctx, GIFT), GIFT).rest)
      ctx.deposit(events, { type: 'Faucet', value: [who, GIFT] })
    },
  },
)
