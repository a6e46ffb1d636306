import { firstValueFrom, takeWhile, toArray } from 'rxjs'
import { check } from '../lib/check.mjs'

/** Blocks to follow in one go. */
const BLOCKS = 200

export function followTests({ test }, { client, raw }) {
  test(`follows the chain across ${BLOCKS} blocks`, async () => {
    const start = await client.getFinalizedBlock()
    const target = start.number + BLOCKS
    const upTo = (stream) =>
      firstValueFrom(
        stream.pipe(
          takeWhile(({ number }) => number < target, true),
          toArray(),
        ),
      )
    const following = Promise.all([upTo(client.finalizedBlock$), upTo(client.blocks$)])
    await raw()._request('dev_mine', [BLOCKS])
    const [finalised, blocks] = await following
    contiguous(finalised, 'finalised')
    contiguous(blocks, 'new')
    check.ok(finalised.length > BLOCKS, `${finalised.length} finalised blocks`)
    const [best] = await client.getBestBlocks()
    check.ok(best.number >= target, `best block ${best.number}`)
  }, 30_000)
}

function contiguous(blocks, what) {
  for (let i = 1; i < blocks.length; i += 1) {
    check.equal(blocks[i].parent, blocks[i - 1].hash, `parent of a ${what} block`)
    check.equal(blocks[i].number, blocks[i - 1].number + 1, `number of a ${what} block`)
  }
}
