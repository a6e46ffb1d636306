import { readdirSync, readFileSync } from 'node:fs'
import { taskRandom } from '@plexus/sdk/node'
import { expect, it } from 'vitest'
import { decodePicture } from '../../src/vision/picture.ts'
import { CLASSES, type Label } from '../../src/vision/render/outlines.ts'
import { renderImage } from '../../src/vision/render/render-image.ts'

const FOLDER = new URL('../../../../examples/vision/', import.meta.url)
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.png'))

/** `star-60.png` shows a star at difficulty 0.6; its seed is its name. */
it.each(files)('examples/vision/%s is a picture of the renderer', (file) => {
  const [name = '', percent = ''] = file.replace('.png', '').split('-')
  const seed = new Uint8Array(32)
  seed.set(new TextEncoder().encode(file))
  const label = CLASSES.findIndex((known) => known === name) as Label
  const { pixels } = renderImage(taskRandom(seed), Number(percent) / 100, label)
  expect(decodePicture(readFileSync(new URL(file, FOLDER)))).toEqual(pixels)
})
