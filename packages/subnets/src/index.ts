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
export {
  measureQuality as measureVisionQuality,
  type MeasuredQuality,
} from './vision/measure-quality.ts'
export { visionAgents, type VisionModels } from './vision/line-up.ts'
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
export { NoAnswerError, UnknownAgentError, UnknownBackendError } from './errors.ts'
export { folderSubnet } from './folder-subnet.ts'
export { referenceSubnet } from './reference.ts'
export type {
  AgentMaker,
  CastMember,
  MinerSeat,
  Question,
  ReferenceParts,
  ReferenceSubnet,
  Reply,
  SimulateOptions,
  ValidatorSeat,
  WindowNews,
} from './reference.ts'

/** Subnets that this package brings. */
export { referenceSubnets } from './reference-subnets.ts'
export { measureQuality as measureFolderQuality } from './folding/quality.ts'
export { FOLDING_EFFORTS, foldingAgents, guessFold, honestFolder } from './folding/agents.ts'
export type { FoldingAgent, FoldingSkill } from './folding/agents.ts'
export { askFold, describeFold } from './folding/ask.ts'
export { FoldingError } from './folding/errors.ts'
export type { FoldingErrorCode } from './folding/errors.ts'
export { createFolder } from './folding/folder.ts'
export type { Folder, FolderOptions } from './folding/folder.ts'
export { LAPTOP_FOLDING, STANDARD_FOLDING } from './folding/options.ts'
export type { FoldingOptions, PerTier } from './folding/options.ts'
export { parseSequence } from './folding/problem.ts'
export type { Coords, FoldProblem, Tier } from './folding/problem.ts'
export type { FoldDetail } from './folding/score.ts'
export type { FoldingState, FoldRecord } from './folding/state.ts'
export { createFoldingSubnet } from './folding/subnet.ts'
export type { FoldingSubnet } from './folding/subnet.ts'
export type { FoldRequest, FoldResponse } from './folding/synapse.ts'
export { laptopFolding } from './folding/reference.ts'
export { SHIPPED_MODELS, shippedModel } from './vision/shipped-models.ts'
