import { expect, it } from 'vitest'
import { fitTemperature } from '../../src/train/temperature.ts'

/** A model of two classes that says 0 with a probability, on four images of which `right` show 0. */
const table = (probability: number, right: number) => ({
  classes: 2,
  probabilities: Float32Array.from({ length: 8 }, (_, index) =>
    index % 2 === 0 ? probability : 1 - probability,
  ),
  labels: Array.from({ length: 4 }, (_, image) => (image < right ? 0 : 1)),
})

it.each([
  // Right in 3 of 4: calibrated it says ¾, the logit ln 3. Nine tenths is the logit ln 9 = 2·ln 3.
  { name: 'a model that is too sure', probability: 0.9, temperature: 2 },
  { name: 'a calibrated model', probability: 0.75, temperature: 1 },
  // √3 to 1 is half the logit.
  {
    name: 'a model that is too modest',
    probability: Math.sqrt(3) / (1 + Math.sqrt(3)),
    temperature: 0.5,
  },
])('calibrates $name', ({ probability, temperature }) => {
  expect(fitTemperature(table(probability, 3))).toBeCloseTo(temperature, 4)
})

it('stays within its bounds for a model that is always right', () => {
  expect(fitTemperature(table(0.75, 4))).toBeCloseTo(0.25, 4)
})

it('takes a probability of zero', () => {
  expect(fitTemperature(table(1, 3))).toBeGreaterThan(3.9)
})

it.each([
  { name: 'no images', change: { labels: [], probabilities: new Float32Array() } },
  { name: 'probabilities missing', change: { probabilities: new Float32Array(7) } },
])('refuses a table with $name', ({ change }) => {
  expect(() => fitTemperature({ ...table(0.5, 2), ...change })).toThrow(
    expect.objectContaining({ code: 'TrainData' }),
  )
})
