import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { guardFault } from '../../../../src/pallets/subtensor/guards/index.ts'
import { appendNeuron } from '../../../../src/pallets/subtensor/registration/neurons.ts'
import {
  serveAxonCall,
  serveAxonTls,
} from '../../../../src/pallets/subtensor/serving/calls/serve-axon.ts'
import { servePrometheus } from '../../../../src/pallets/subtensor/serving/calls/serve-prometheus.ts'
import { ServingRateLimit } from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  Axons,
  NeuronCertificates,
  Prometheus,
} from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account } from '../../../helpers/test-context.ts'
import { atBlock, economy, FIRST } from '../economy-kit.ts'

const HOTKEY = account(1)
const STRANGER = account(2)
const asHotkey = signed(HOTKEY)

interface Address {
  readonly ip: bigint
  readonly port: number
  readonly ip_type: number
}

const GOOD: Address = { ip: 0x0808_0808n, port: 8091, ip_type: 4 }
const REST = { protocol: 4, placeholder1: 1, placeholder2: 2 } as const
const CERTIFICATE = Uint8Array.of(7, 1, 2, 3)

/** The calls with whether a zero address is allowed, and whether the uid is asked for first. */
const CALLS: readonly {
  readonly name: string
  readonly of: (address: Address) => RuntimeCall
  readonly isAxon: boolean
}[] = [
  {
    name: 'serve_axon',
    of: (address) => serveAxonCall.with({ netuid: FIRST, version: 9, ...address, ...REST }),
    isAxon: true,
  },
  {
    name: 'serve_axon_tls',
    of: (address) =>
      serveAxonTls.with({
        netuid: FIRST,
        version: 9,
        ...address,
        ...REST,
        certificate: CERTIFICATE,
      }),
    isAxon: true,
  },
  {
    name: 'serve_prometheus',
    of: (address) => servePrometheus.with({ netuid: FIRST, version: 9, ...address }),
    isAxon: false,
  },
]

function served(): Context {
  const ctx = economy()
  appendNeuron(ctx, FIRST, HOTKEY)
  atBlock(ctx, 100)
  return ctx
}

/** spec: 20-calls §5.6 */
const ADDRESSES: readonly (readonly [string, Partial<Address>, ModuleError | undefined])[] = [
  ['IP type 0', { ip_type: 0 }, errors.InvalidIpType],
  ['IP type 5', { ip_type: 5 }, errors.InvalidIpType],
  ['IP type 255', { ip_type: 255 }, errors.InvalidIpType],
  ['v4 broadcast', { ip: 0xffff_ffffn }, errors.InvalidIpAddress],
  ['v4 below broadcast', { ip: 0xffff_fffen }, undefined],
  ['more than v4 has', { ip: 0x1_0000_0000n }, errors.InvalidIpAddress],
  ['v4 localhost', { ip: 0x7f00_0001n }, errors.InvalidIpAddress],
  ['another v4 loopback', { ip: 0x7f00_0002n }, undefined],
  ['v4 private', { ip: 0x0a00_0001n }, undefined],
  ['v6', { ip_type: 6, ip: 0x7f00_0001n }, undefined],
  ['v6 localhost', { ip_type: 6, ip: 1n }, errors.InvalidIpAddress],
  ['v6 maximum', { ip_type: 6, ip: 2n ** 128n - 1n }, errors.InvalidIpAddress],
  ['v6 below maximum', { ip_type: 6, ip: 2n ** 128n - 2n }, undefined],
  ['port 0', { port: 0 }, errors.InvalidPort],
  ['port 65,535', { port: 65_535 }, undefined],
]

for (const { name, of, isAxon } of CALLS) {
  describe(name, () => {
    test.each([
      ['Root', ROOT],
      ['nobody', NONE],
    ] as const)('is not for %s', (_, origin) => {
      fails(served(), of(GOOD), origin, { type: 'BadOrigin' })
    })

    test.each(ADDRESSES)('judges %s', (_, change, error) => {
      const ctx = served()
      const call = of({ ...GOOD, ...change })
      expect(guardFault(ctx, HOTKEY, call), 'by the guard').toBe(error)
      if (error === undefined) succeeds(ctx, call, asHotkey)
      else fails(ctx, call, asHotkey, error)
    })

    test.each([4, 6])('judges a zero address of type %d', (ip_type) => {
      const ctx = served()
      const call = of({ ...GOOD, ip_type, ip: 0n })
      if (isAxon) succeeds(ctx, call, asHotkey)
      else fails(ctx, call, asHotkey, errors.InvalidIpAddress)
    })

    test('is for hotkeys with a uid in this subnet', () => {
      const ctx = served()
      const call = of({ ...GOOD, port: 0 })
      fails(ctx, call, signed(STRANGER), errors.HotKeyNotRegisteredInNetwork)
      // What is judged first differs between the two.
      const bad = isAxon ? errors.HotKeyNotRegisteredInNetwork : errors.InvalidIpType
      fails(ctx, of({ ...GOOD, ip_type: 0 }), signed(STRANGER), bad)
    })

    test('comes no faster than the subnet allows', () => {
      const ctx = served()
      succeeds(ctx, of(GOOD), asHotkey)
      atBlock(ctx, 149)
      fails(ctx, of(GOOD), asHotkey, errors.ServingRateLimitExceeded)
      fails(ctx, of({ ...GOOD, port: 0 }), asHotkey, errors.ServingRateLimitExceeded)
      expect(guardFault(ctx, HOTKEY, of(GOOD))).toBe(errors.ServingRateLimitExceeded)
      ServingRateLimit.set(ctx, FIRST, 0n)
      succeeds(ctx, of(GOOD), asHotkey)
      ServingRateLimit.set(ctx, FIRST, 50n)
      atBlock(ctx, 199)
      succeeds(ctx, of(GOOD), asHotkey)
    })
  })
}

describe('what is stored', () => {
  test('an axon, with the block', () => {
    const ctx = served()
    const [axon] = CALLS
    if (axon === undefined) throw new Error('there is no call')
    expect(succeeds(ctx, axon.of(GOOD), asHotkey)).toEqual([
      ['SubtensorModule.AxonServed', [FIRST, HOTKEY]],
    ])
    expect(Axons.get(ctx, FIRST, HOTKEY)).toEqual({ block: 100n, version: 9, ...GOOD, ...REST })
    expect(NeuronCertificates.has(ctx, FIRST, HOTKEY)).toBe(false)
  })

  test('where metrics are, with the block', () => {
    const ctx = served()
    const call = servePrometheus.with({ netuid: FIRST, version: 9, ...GOOD })
    expect(succeeds(ctx, call, asHotkey)).toEqual([
      ['SubtensorModule.PrometheusServed', [FIRST, HOTKEY]],
    ])
    expect(Prometheus.get(ctx, FIRST, HOTKEY)).toEqual({ block: 100n, version: 9, ...GOOD })
  })

  const withCertificate = (certificate: Uint8Array): RuntimeCall =>
    serveAxonTls.with({ netuid: FIRST, version: 9, ...GOOD, ...REST, certificate })

  test.each([
    ['one byte, an algorithm without a key', 1],
    ['a key of 64 bytes', 65],
  ])('a certificate of %s', (_, length) => {
    const ctx = served()
    const certificate = new Uint8Array(length).map((_byte, at) => at + 1)
    succeeds(ctx, withCertificate(certificate), asHotkey)
    const stored = { algorithm: 1, public_key: certificate.slice(1) }
    expect(NeuronCertificates.get(ctx, FIRST, HOTKEY)).toEqual(stored)
  })

  test.each([0, 66])('nothing of a certificate of %d bytes; the axon is served', (length) => {
    const ctx = served()
    succeeds(ctx, withCertificate(CERTIFICATE), asHotkey)
    const before = NeuronCertificates.get(ctx, FIRST, HOTKEY)
    atBlock(ctx, 200)
    succeeds(ctx, withCertificate(new Uint8Array(length)), asHotkey)
    expect(NeuronCertificates.get(ctx, FIRST, HOTKEY)).toEqual(before)
    expect(Axons.get(ctx, FIRST, HOTKEY)?.block).toBe(200n)
  })
})
