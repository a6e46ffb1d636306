export { answerToText, askAboutPicture } from './vision/ask.ts'
export {
  argmaxAgent,
  guessClasses,
  modelAgent,
  shiftingFarm,
  quantisingAgent,
  type VisionAgent,
} from './vision/agents.ts'
export { VisionError, type VisionErrorCode } from './vision/errors.ts'
export { visionAgents, type VisionModels } from './vision/line-up.ts'
export { measureQuality, type MeasuredQuality } from './vision/measure-quality.ts'
export { decodePicture, encodePicture } from './vision/picture.ts'
export { SIDE } from './vision/render/coverage.ts'
export { CLASSES, type Label } from './vision/render/outlines.ts'
export type { Random } from './vision/render/random.ts'
export { type LabelledImage, randomLabel, renderImage } from './vision/render/render-image.ts'
export type { Evidence, VisionState } from './vision/score.ts'
export type { ClassifyRequest, ClassifyResponse } from './vision/synapse.ts'
export { picturesToTensor } from './vision/tensor.ts'
export type { VisionDetail } from './vision/verify.ts'
export { vision } from './vision/vision.ts'
export { checkVisionBackend, classifyPictures } from './vision/work.ts'
