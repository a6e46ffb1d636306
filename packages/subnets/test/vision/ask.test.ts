import { describe, expect, it } from 'vitest'
import { answerToText, askAboutPicture } from '../../src/vision/ask.ts'
import { drawPictures } from '../../src/vision/challenge.ts'
import { decodePicture, encodePicture } from '../../src/vision/picture.ts'
import { classify } from '../../src/vision/synapse.ts'
import { taskOf } from './fixtures.ts'

describe('askAboutPicture', () => {
  it('makes a request that miners take, of the same pixels', () => {
    const [pixels] = drawPictures(taskOf(0), 0.2)
    const request = askAboutPicture(encodePicture(pixels!), 'ask-1')
    expect(classify.parseRequest(classify.writeRequest(request))).toEqual(request)
    expect(decodePicture(Buffer.from(request.images[0]!, 'base64'))).toEqual(pixels)
  })

  it('says what is wrong with another file', () => {
    expect(() => askAboutPicture(new TextEncoder().encode('GIF89a'), 'x')).toThrow(
      'This is not a PNG picture; vision takes PNG pictures of 32 × 32 pixels.',
    )
  })
})

describe('answerToText', () => {
  it('draws a bar for each class, the likeliest first', () => {
    const probs = [[0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0.9]]
    const lines = answerToText({ probs, modelId: 'm' }).split('\n')
    expect(lines).toHaveLength(10)
    expect(lines[0]).toBe(`star      ${'█'.repeat(22)}▌     90.0 %`)
    expect(lines[1]).toBe(`arrow     ██▌                         10.0 %`)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(44)
  })
})
