import { decodePicture, encodePicture } from './picture.ts'
import { CLASSES } from './render/outlines.ts'
import type { ClassifyRequest, ClassifyResponse } from './synapse.ts'

/**
 * The question of a person: what does this picture show?
 *
 * @param file a PNG of 32 × 32 pixels, RGB or RGBA
 * @param taskId 1 to 64 letters, digits, `-` or `_`
 * @throws VisionError with one sentence that says what to do
 */
export function askAboutPicture(file: Uint8Array, taskId: string): ClassifyRequest {
  const image = Buffer.from(encodePicture(decodePicture(file))).toString('base64')
  return { taskId, images: [image], classes: CLASSES }
}

/**
 * An answer for people: a bar for each class, the likeliest first, at most 44 columns wide.
 *
 * ```
 * star      ████████████████████▌     82.1 %
 * ```
 */
export function answerToText(response: ClassifyResponse): string {
  return response.probs.map(rowToText).join('\n\n')
}

function rowToText(row: readonly number[]): string {
  return CLASSES.map((name, label) => ({ name, part: row[label] ?? 0 }))
    .sort((a, b) => b.part - a.part || (a.name < b.name ? -1 : 1))
    .map(({ name, part }) => {
      const percent = `${(part * 100).toFixed(1)} %`.padStart(8)
      return `${name.padEnd(NAME_WIDTH)} ${bar(part).padEnd(BAR_WIDTH)} ${percent}`
    })
    .join('\n')
}

const NAME_WIDTH = 9
const BAR_WIDTH = 25

function bar(part: number): string {
  const halves = Math.round(Math.min(1, Math.max(0, part)) * 2 * BAR_WIDTH)
  return '█'.repeat(halves >> 1) + (halves % 2 === 1 ? '▌' : '')
}
