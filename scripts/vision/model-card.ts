/** What is known of one model. */
export interface ModelEntry {
  readonly name: string
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  /** Steps of the run after which the weights were taken. */
  readonly steps: number
  /** Pictures seen. */
  readonly pictures: number
  readonly temperature: number
  readonly accuracy: number
  readonly brier: number
  /** By difficulty. */
  readonly accuracyAt: Readonly<Record<string, number>>
}

/** What is known of a run and its models. */
export interface ModelCard {
  /** Name of the run, where it is not the main one. */
  readonly run?: string
  readonly network: string
  readonly parameters: number
  readonly batch: number
  readonly learningRate: number
  readonly steps: number
  /** Processor time of the whole run. */
  readonly seconds: number
  readonly heldOut: number
  readonly classes: readonly string[]
  readonly models: readonly ModelEntry[]
}

/** The card as people read it. */
export function renderModelCard(card: ModelCard): string {
  const difficulties = Object.keys(card.models[0]?.accuracyAt ?? {})
  const head = [
    'Model',
    'Steps',
    'Pictures',
    'T',
    'Accuracy',
    'Brier',
    ...difficulties.map((d) => `d = ${d}`),
  ]
  const rows = card.models.map((model) => [
    `\`${model.file}\``,
    `${model.steps}`,
    `${model.pictures}`,
    model.temperature.toFixed(3),
    percent(model.accuracy),
    model.brier.toFixed(4),
    ...difficulties.map((difficulty) => percent(model.accuracyAt[difficulty] ?? 0)),
  ])
  const sums = card.models.map(({ file, bytes, sha256 }) => [
    `\`${file}\``,
    `${bytes}`,
    `\`${sha256}\``,
  ])
  return `${introduction(card.run)}
- **Network**: ${card.network}; ${card.parameters} parameters.
- **Input**: \`images\`, FP32 [N, 3, 32, 32], red, green, blue, byte ÷ 255. **Output**: \`probs\`, FP32 [N, ${card.classes.length}]: ${card.classes.join(', ')}.
- **Data**: pictures of the renderer of the vision subnet, each seen once, from the seed "plexus vision training${card.run === undefined ? '' : ` ${card.run}`}"; of two random difficulties the harder. All are computed, none is collected.
- **Training**: cross-entropy, AdamW, batches of ${card.batch}, learning rate ${card.learningRate} falling as a cosine to 0 over ${card.steps} steps, ${card.seconds} s of one processor. The models are moving means of the weights of one run after some of its steps, each with a temperature T fitted on held-out pictures, since the subnet pays for honest probabilities.
- **Accuracy and Brier score**: on ${card.heldOut} pictures of uniform difficulty from a seed that neither training nor calibration used, and by difficulty d on a fifth as many each.
- **Limits**: they know these ten outlines as this renderer draws them, and nothing else; a photograph gets an answer too, and it means nothing.

${table(head, rows, 1)}

${table(['Model', 'Bytes', 'SHA-256'], sums, 1)}
`
}

const introduction = (run?: string): string => `# Models of the vision subnet

Networks for miners, from weak to strong, that \`npm run train:vision${run === undefined ? '' : ` -- --run ${run}`}\` makes without Python. Written by that script; \`models.json\` holds the same for programs.
`

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** A table of Markdown with columns of even width; the first `left` columns are words. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  left: number,
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = widths.map((width, column) =>
    column < left ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  )
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}
