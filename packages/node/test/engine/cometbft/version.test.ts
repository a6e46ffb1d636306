import { expect, test } from 'vitest'
import { checkVersion } from '../../../src/engine/cometbft/version.ts'

test.each(['0.38.21', '0.38.25', 'v0.38.99', '0.39.2', '0.39.4', '0.39.4+abc123'])(
  '%s is supported',
  (version) => {
    expect(() => checkVersion(version)).not.toThrow()
  },
)

test.each([
  ['0.38.20', 'verifies commits wrongly'],
  ['0.38.2', 'older still'],
  ['0.37.99', 'end of life'],
  ['0.39.0', 'first of its line'],
  ['0.39.1', 'second of its line'],
  ['0.40.0', 'another median of time'],
  ['1.0.1', 'retracted'],
  ['1.38.25', 'another major version'],
  ['0.38.25-rc1', 'no release'],
  ['0.38', 'not whole'],
  ['0.38.21.1', 'not one'],
  ['', 'nothing'],
])('%s is refused: %s', (version) => {
  expect(() => checkVersion(version)).toThrow(
    expect.objectContaining({
      code: 'CometBftVersion',
      message: expect.stringContaining(
        'go install github.com/cometbft/cometbft/cmd/cometbft@v0.38.25',
      ),
    }),
  )
})
