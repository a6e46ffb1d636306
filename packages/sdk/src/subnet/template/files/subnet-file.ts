/** `subnet.js` of the template. */
export const SUBNET_FILE = `// The subnet: what is asked, how answers are judged, what they are worth.

const NUMBERS = 48
const LARGEST = 2 ** 40

/** @param {import('@plexus/sdk/node').SubnetKit} kit */
export function createSubnet(kit) {
  return {
    manifest: {
      name: '__NAME__',
      // Raise it whenever old and new answers or scores cannot be compared.
      specVersion: 1,
      windowBlocks: 20,
      challengesPerWindow: 4,
      // Miners commit to a hash first, so that nobody copies.
      answers: 'committed',
      limits: { requestBytes: 2_000, responseBytes: 1_000, minerMs: 2_000, verifyMs: 100 },
    },
    synapse: createSynapse(kit),
    initialState: {},
    // All miners get the same numbers: then equal answers show who did no work of its own.
    isShared: () => true,
    challenge: (task) => drawChallenge(kit.taskRandom(task.seed)),
    work: (request, backend, { signal }) => backend(request, signal),
    verify: (_task, request, response) => judge(request, response),
    score,
  }
}

function createSynapse({ InvalidFieldError }) {
  const integers = (fields, name, most, below) => {
    const value = fields[name]
    const isGood =
      Array.isArray(value) &&
      value.length <= most &&
      value.every((item) => Number.isInteger(item) && item >= 0 && item < below)
    if (!isGood) throw new InvalidFieldError(name, \`must be at most \${most} integers below \${below}\`)
    return value
  }
  const integer = (fields, name) => {
    if (!Number.isSafeInteger(fields[name])) throw new InvalidFieldError(name, 'must be an integer')
    return fields[name]
  }
  return {
    name: '__SYNAPSE__',
    requestFields: ['numbers', 'target'],
    responseFields: ['chosen', 'sum'],
    parseRequest: (fields) => ({
      numbers: integers(fields, 'numbers', NUMBERS, LARGEST),
      target: integer(fields, 'target'),
    }),
    parseResponse: (fields) => ({
      chosen: integers(fields, 'chosen', NUMBERS, NUMBERS),
      sum: integer(fields, 'sum'),
    }),
    writeRequest: ({ numbers, target }) => ({ numbers, target }),
    writeResponse: ({ chosen, sum }) => ({ chosen, sum }),
  }
}

function drawChallenge(random) {
  const numbers = Array.from({ length: NUMBERS }, () => Math.floor(random.float53() * LARGEST))
  const target = numbers.filter(() => random.below(2) === 1).reduce((sum, item) => sum + item, 0)
  return { numbers, target }
}

/** Finding a good choice is hard; adding it up is not. Quality grows with each bit of closeness. */
function judge({ numbers, target }, { chosen, sum }) {
  const isAscending = chosen.every((item, at) => at === 0 || item > chosen[at - 1])
  const real = chosen.reduce((total, item) => total + numbers[item], 0)
  const detail = { answer: chosen.join(' ') }
  if (!isAscending) return { ok: false, quality: 0, units: 0, reason: 'not in order', detail }
  if (sum !== real) return { ok: false, quality: 0, units: 0, reason: 'the sum is another', detail }
  // Math.log is the same everywhere; Math.log2 need not be.
  const bits = Math.log((target + 1) / (Math.abs(real - target) + 1)) / Math.LN2
  return { ok: true, quality: Math.min(1, Math.max(0, bits / 40)), units: 1, detail }
}

/** The mean quality over the window to the fourth; of equal answers only the quickest counts. */
function score(verdicts, state) {
  const tasks = new Set(verdicts.map((verdict) => verdict.taskId)).size
  const first = new Map()
  for (const verdict of verdicts) {
    if (!verdict.ok) continue
    const key = \`\${verdict.taskId} \${verdict.detail.answer}\`
    const known = first.get(key)
    if (known === undefined || isBefore(verdict, known)) first.set(key, verdict)
  }
  const totals = new Map()
  for (const { uid, quality } of first.values()) totals.set(uid, (totals.get(uid) ?? 0) + quality)
  const scores = new Map()
  for (const [uid, total] of totals) scores.set(uid, (total / tasks) ** 4)
  return { scores, state }
}

const isBefore = (a, b) => a.order < b.order || (a.order === b.order && a.uid < b.uid)
`
