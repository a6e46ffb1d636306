import assert from 'node:assert/strict'

/** What the suites assert, with the subject in the message. */
export const check = {
  equal(actual, expected, what) {
    assert.deepStrictEqual(actual, expected, message(what, actual, expected))
  },
  ok(value, what) {
    assert.ok(value, what)
  },
  /** Hex strings in ascending order of bytes, none twice. */
  ascending(values, what) {
    for (let i = 1; i < values.length; i += 1) {
      assert.ok(values[i - 1] < values[i], `${what}: ${values[i]} follows ${values[i - 1]}`)
    }
  },
  /** The error that `promise` ends with. */
  async rejects(promise, what) {
    let value
    try {
      value = await promise
    } catch (error) {
      return error
    }
    throw new Error(`${what}: expected an error, got ${show(value)}`)
  },
}

function message(what, actual, expected) {
  return `${what}: ${show(actual)} instead of ${show(expected)}`
}

function show(value) {
  const text = JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}n` : item))
  return (text ?? String(value)).slice(0, 400)
}
