/** `miner.js` of the template. */
export const MINER_FILE = `// The miner: put your model in the place of \`search\`.

/**
 * @param {import('@plexus/sdk/node').SubnetKit} kit
 * @param {{ tries?: number, seed?: number }} options how hard it works, and where it begins
 */
export function createBackend(kit, { tries = 5_000, seed = Date.now() % 256 } = {}) {
  const random = kit.taskRandom(new Uint8Array(32).fill(seed))
  return async (request, signal) => search(request, random, tries, signal)
}

/** Flips one or two numbers at a time and keeps what comes closer. */
function search({ numbers, target }, random, tries, signal) {
  const isChosen = numbers.map(() => random.below(2) === 1)
  let sum = numbers.reduce((total, item, at) => (isChosen[at] ? total + item : total), 0)
  let best = { distance: Math.abs(sum - target), isChosen: [...isChosen], sum }
  const flip = (at) => {
    sum += isChosen[at] ? -numbers[at] : numbers[at]
    isChosen[at] = !isChosen[at]
  }
  for (let attempt = 0; attempt < tries && !signal.aborted; attempt++) {
    const flips = [random.below(numbers.length), random.below(numbers.length)]
    for (const at of flips) flip(at)
    const distance = Math.abs(sum - target)
    if (distance < best.distance) best = { distance, isChosen: [...isChosen], sum }
    // Mostly back to the best, sometimes on from here, so as not to be caught.
    else if (random.below(64) > 0) for (const at of flips) flip(at)
  }
  const chosen = numbers.map((_, at) => at).filter((at) => best.isChosen[at])
  return { chosen, sum: best.sum }
}
`
