import { describe, expect, it } from 'vitest'
import { challenge, drawPictures, taskLabels } from '../../src/vision/challenge.ts'
import { decodePicture } from '../../src/vision/picture.ts'
import { taskOf } from './fixtures.ts'

describe('challenge', () => {
  it('is a pure function of task and difficulty', () => {
    expect(challenge(taskOf(1), { difficulty: 0.4 })).toEqual(
      challenge(taskOf(1), { difficulty: 0.4 }),
    )
    expect(challenge(taskOf(1), { difficulty: 0.4 }).images).not.toEqual(
      challenge(taskOf(1), { difficulty: 0.5 }).images,
    )
  })

  it('sends the pictures as they were drawn', () => {
    const { images } = challenge(taskOf(1), { difficulty: 0.4 })
    expect(images.map((image) => decodePicture(Buffer.from(image, 'base64')))).toEqual(
      drawPictures(taskOf(1), 0.4),
    )
  })

  it('shows the labels neither in the request nor by the difficulty', () => {
    expect(Object.keys(challenge(taskOf(1), { difficulty: 0 }))).toEqual([
      'taskId',
      'images',
      'classes',
    ])
    expect(taskLabels(taskOf(1))).toHaveLength(32)
    expect(new Set(taskLabels(taskOf(1))).size).toBeGreaterThan(5)
  })
})
