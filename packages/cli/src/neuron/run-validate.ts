import { createDendrite, dendritePort } from '@plexus/sdk/node'
import type { WindowNews } from '@plexus/subnets'
import type { ValidateFlags } from '../commands/validate.ts'
import type { Io } from '../io.ts'
import { createLog } from '../output/log.ts'
import { createEnding } from '../run/ending.ts'
import { findSubnet } from './find-subnet.ts'
import { openNeuron } from './open-neuron.ts'
import { ownAddress } from './own-address.ts'
import { readWeightRows } from './read-weight-rows.ts'
import { serveMetrics } from './serve-metrics.ts'
import type { NeuronMetrics } from './serve-metrics.ts'

/** Runs a validator until its time is over or the user ends it. */
export async function runValidate(name: string, flags: ValidateFlags, io: Io): Promise<void> {
  const reference = await findSubnet(name)
  const ending = createEnding(io, flags.for)
  const json = flags.json === true
  const log = createLog(io, { level: flags.logLevel, json })
  const neuron = await openNeuron(flags, io)
  const [seat] = neuron.seats
  if (seat === undefined) throw new Error('a validator has a hotkey')
  const { signer, chain, directory } = seat
  const dendrite = createDendrite(
    { hotkey: signer, ownIp: ownAddress() },
    { signatures: neuron.signatures },
  )
  let metrics: NeuronMetrics | undefined
  try {
    metrics = await serveMetrics(flags.metricsPort, 'plexus_validator', log)
    const place = {
      chain,
      port: dendritePort(dendrite),
      hotkey: signer.address,
      directory,
      weightRows: () => readWeightRows(neuron.client, flags.netuid),
      onWindow: ({ window, shares }: WindowNews) => {
        if (json) io.stdout.write(`${JSON.stringify({ event: 'window', window, shares })}\n`)
        else log('info', 'A window was scored', { window, miners: shares.length })
      },
      log,
      ...(flags.poll !== undefined && { pollMs: flags.poll }),
      ...(metrics.kit && { metrics: metrics.kit }),
    }
    const running = await reference.validate(place, flags.agent)
    running.finished.catch(ending.fail)
    try {
      await ending.promise
    } finally {
      await running.stop()
    }
  } finally {
    ending.release()
    await metrics?.close()
    await dendrite.close()
    neuron.close()
  }
}
