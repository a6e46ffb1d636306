import { InvalidFieldError } from '@plexus/sdk/node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { challenge } from '../../src/vision/challenge.ts'
import { CLASSES } from '../../src/vision/render/outlines.ts'
import { classify } from '../../src/vision/synapse.ts'
import { taskOf } from './fixtures.ts'

const request = challenge(taskOf(0), { difficulty: 0.5 })
const fields = classify.writeRequest(request)
const row = CLASSES.map(() => 0.1)
const long = Array.from({ length: 33 }, () => row)

describe('classify', () => {
  it('reads what it writes', () => {
    expect(classify.parseRequest(fields)).toEqual(request)
    const response = { probs: [row, row], modelId: 'a model' }
    expect(classify.parseResponse(classify.writeResponse(response))).toEqual(response)
  })

  it('keeps within the limits of the manifest', () => {
    expect(JSON.stringify(fields).length).toBeLessThan(200_000)
  })

  it.each([
    ['no task id', { ...fields, task_id: undefined }, 'task_id'],
    ['a task id with a line break', { ...fields, task_id: 'a\n' }, 'task_id'],
    ['a long task id', { ...fields, task_id: 'a'.repeat(65) }, 'task_id'],
    ['no images', { ...fields, images: [] }, 'images'],
    ['images that are no list', { ...fields, images: { length: 3 } }, 'images'],
    ['33 images', { ...fields, images: Array.from({ length: 33 }, () => 'aaaa') }, 'images'],
    ['an image that is no text', { ...fields, images: [7] }, 'images[0]'],
    ['an image that is no base64', { ...fields, images: ['a b='] }, 'images[0]'],
    ['an image that is no PNG', { ...fields, images: ['aaaa'] }, 'images[0]'],
    ['a huge image', { ...fields, images: ['a'.repeat(1_000_000)] }, 'images[0]'],
    ['no classes', { ...fields, classes: undefined }, 'classes'],
    ['other classes', { ...fields, classes: ['cat', 'dog'] }, 'classes'],
    ['classes in another order', { ...fields, classes: [...CLASSES].reverse() }, 'classes'],
  ])('refuses a request with %s', (_, given, field) => {
    expect(() => classify.parseRequest(given)).toThrow(expect.objectContaining({ field }))
  })

  it.each([
    ['no rows', { probs: [], model_id: 'm' }, 'probs'],
    ['33 rows', { probs: long, model_id: 'm' }, 'probs'],
    ['a row of nine', { probs: [row.slice(1)], model_id: 'm' }, 'probs[0]'],
    ['a row of eleven', { probs: [row, [...row, 0]], model_id: 'm' }, 'probs[1]'],
    ['NaN', { probs: [[...row.slice(1), Number.NaN]], model_id: 'm' }, 'probs[0]'],
    ['infinity', { probs: [[...row.slice(1), 1 / 0]], model_id: 'm' }, 'probs[0]'],
    ['null', { probs: [[...row.slice(1), null]], model_id: 'm' }, 'probs[0]'],
    ['text', { probs: 'all fine', model_id: 'm' }, 'probs'],
    ['no model id', { probs: [row] }, 'model_id'],
    ['a long model id', { probs: [row], model_id: 'm'.repeat(65) }, 'model_id'],
    ['control characters', { probs: [row], model_id: '\u001b[31m' }, 'model_id'],
  ])('refuses a response with %s', (_, given, field) => {
    expect(() => classify.parseResponse(given)).toThrow(expect.objectContaining({ field }))
  })

  it('takes anything else as an invalid field, never as another error', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.anything(), (other, value) => {
        const tries = [
          () => classify.parseRequest({ ...fields, ...other }),
          () => classify.parseRequest({ ...fields, images: [value] }),
          () => classify.parseResponse({ ...other, probs: value }),
          () => classify.parseResponse({ probs: [value], model_id: 'm' }),
        ]
        for (const attempt of tries)
          try {
            attempt()
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidFieldError)
          }
      }),
    )
  })
})
