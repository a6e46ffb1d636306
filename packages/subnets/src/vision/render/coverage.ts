/** Edge of an image in pixels. */
export const SIDE = 32

/** How much of each pixel a shape covers, and in which rows it may. */
export interface Coverage {
  /** Signed area by pixel, before the running sum; one cell more at the end of each row. */
  readonly cells: Float64Array
  top: number
  bottom: number
}

const STRIDE = SIDE + 1

/** An empty mask, to be used for one shape after the other. */
export function createCoverage(): Coverage {
  return { cells: new Float64Array(SIDE * STRIDE), top: SIDE, bottom: 0 }
}

/** Adds a closed contour, in pixels; what lies outside of the image is cut off. */
export function addContour(coverage: Coverage, points: Float64Array, length: number): void {
  let fromX = points[length - 2] ?? 0
  let fromY = points[length - 1] ?? 0
  for (let at = 0; at < length; at += 2) {
    const toX = points[at] ?? 0
    const toY = points[at + 1] ?? 0
    addEdge(coverage, fromX, fromY, toX, toY)
    fromX = toX
    fromY = toY
  }
}

/**
 * Paints the shape over an RGB image, rows × columns × 3 as numbers, and empties the mask.
 * @param colour 0 to 255 for each channel
 */
export function paint(
  coverage: Coverage,
  image: Float64Array,
  colour: readonly [number, number, number],
): void {
  const { cells } = coverage
  const [red, green, blue] = colour
  for (let row = coverage.top; row < coverage.bottom; row++) {
    const start = row * STRIDE
    let sum = 0
    for (let column = 0; column < SIDE; column++) {
      sum += cells[start + column] ?? 0
      const area = sum < 0 ? -sum : sum
      if (area < 1e-9) continue
      const alpha = area > 1 ? 1 : area
      const at = (row * SIDE + column) * 3
      image[at] = (image[at] ?? 0) * (1 - alpha) + red * alpha
      image[at + 1] = (image[at + 1] ?? 0) * (1 - alpha) + green * alpha
      image[at + 2] = (image[at + 2] ?? 0) * (1 - alpha) + blue * alpha
    }
    cells.fill(0, start, start + STRIDE)
  }
  coverage.top = SIDE
  coverage.bottom = 0
}

function addEdge(coverage: Coverage, fromX: number, fromY: number, toX: number, toY: number): void {
  if (fromY === toY) return
  const down = fromY < toY
  const topX = down ? fromX : toX
  const topY = down ? fromY : toY
  const lowX = down ? toX : fromX
  const lowY = down ? toY : fromY
  if (lowY <= 0 || topY >= SIDE) return
  const slope = (lowX - topX) / (lowY - topY)
  const first = topY < 0 ? 0 : Math.floor(topY)
  const last = lowY > SIDE ? SIDE : Math.ceil(lowY)
  if (first < coverage.top) coverage.top = first
  if (last > coverage.bottom) coverage.bottom = last
  for (let row = first; row < last; row++) {
    const y0 = topY > row ? topY : row
    const y1 = lowY < row + 1 ? lowY : row + 1
    const height = down ? y1 - y0 : y0 - y1
    const x0 = clampX(topX + (y0 - topY) * slope)
    const x1 = clampX(topX + (y1 - topY) * slope)
    addSpan(coverage.cells, row * STRIDE, height, x0 < x1 ? x0 : x1, x0 < x1 ? x1 : x0)
  }
}

function clampX(x: number): number {
  return x < 0 ? 0 : x > SIDE ? SIDE : x
}

/**
 * Gives the part of an edge within one row to the cells, so that the running sum at a pixel is the
 * area to the right of the edge. An edge that crosses n cells splits its height among n + 1.
 */
function addSpan(
  cells: Float64Array,
  start: number,
  height: number,
  left: number,
  right: number,
): void {
  const first = left === SIDE ? SIDE - 1 : Math.floor(left)
  if (right <= first + 1) {
    const inside = height * (first + 1 - (left + right) / 2)
    cells[start + first] = (cells[start + first] ?? 0) + inside
    cells[start + first + 1] = (cells[start + first + 1] ?? 0) + height - inside
    return
  }
  const perPixel = height / (right - left)
  let before = 0
  let column = first
  for (; column < right; column++) {
    const from = left > column ? left : column
    const to = right < column + 1 ? right : column + 1
    const area = perPixel * (from - left + (to - from) * (column + 1 - (from + to) / 2))
    cells[start + column] = (cells[start + column] ?? 0) + area - before
    before = area
  }
  cells[start + column] = (cells[start + column] ?? 0) + height - before
}
