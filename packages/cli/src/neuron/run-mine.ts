import { join } from 'node:path'
import { axonPort, createAxon, createFileReplayStore } from '@plexus/sdk/node'
import type { KitLog, MinerPort } from '@plexus/sdk/node'
import type { MinerSeat } from '@plexus/subnets'
import type { MineFlags } from '../commands/mine.ts'
import type { Io } from '../io.ts'
import { createLog } from '../output/log.ts'
import { createEnding } from '../run/ending.ts'
import { NothingAnswersError } from './errors.ts'
import { findSubnet, isFolder } from './find-subnet.ts'
import { openNeuron } from './open-neuron.ts'
import type { OpenNeuron, Seat } from './open-neuron.ts'
import { ownAddress } from './own-address.ts'
import { serveMetrics } from './serve-metrics.ts'
import type { NeuronMetrics } from './serve-metrics.ts'
import { createValidatorGate } from './validator-gate.ts'

/** Runs a miner until its time is over or the user ends it. */
export async function runMine(name: string, flags: MineFlags, io: Io): Promise<void> {
  const reference = await findSubnet(name)
  const { backend, agent } = flags
  // A folder brings its own model.
  if (backend === undefined && agent === undefined && !isFolder(name)) {
    throw new NothingAnswersError()
  }
  const ending = createEnding(io, flags.for)
  const log = createLog(io, { level: flags.logLevel, json: flags.json === true })
  const neuron = await openNeuron(flags, io)
  let metrics: NeuronMetrics | undefined
  try {
    metrics = await serveMetrics(flags.metricsPort, 'plexus_miner', log)
    const parts = { neuron, flags, log, metrics }
    const seats = neuron.seats.map((seat, at) => minerSeat(seat, at, parts))
    const [first] = seats
    const running =
      agent === undefined && first !== undefined
        ? await reference.mineWith(backend ?? '', first)
        : await reference.mineAs(agent ?? '', seats)
    log('info', 'The miner serves', { subnet: name, netuid: flags.netuid, hotkeys: seats.length })
    running.finished.catch(ending.fail)
    try {
      await ending.promise
    } finally {
      await running.stop()
    }
  } finally {
    ending.release()
    await metrics?.close()
    neuron.close()
  }
}

interface Parts {
  readonly neuron: OpenNeuron
  readonly flags: MineFlags
  readonly log: KitLog
  readonly metrics: NeuronMetrics
}

function minerSeat(
  { signer, chain, directory }: Seat,
  at: number,
  { neuron, flags, log, metrics }: Parts,
): MinerSeat {
  const gate = createValidatorGate(chain)
  const axon = createAxon(
    {
      hotkey: signer,
      port: flags.port + at,
      host: flags.host,
      externalIp: flags.externalIp ?? ownAddress(),
      strict: flags.compatible !== true,
    },
    {
      signatures: neuron.signatures,
      replayStore: createFileReplayStore(join(directory, 'nonces')),
      stakeOf: gate.stakeOf,
      log,
      ...metrics.axon(),
    },
  )
  const port: MinerPort = axonPort(axon, { refuse: gate.refuse })
  const { poll } = flags
  return {
    chain,
    port,
    hotkey: signer.address,
    log,
    ...(poll !== undefined && { pollMs: poll }),
    ...(metrics.kit && { metrics: metrics.kit }),
  }
}
