import { foldingReference } from './folding/reference.ts'
import type { ReferenceSubnet } from './reference.ts'
import { visionReference } from './vision/reference.ts'

/** Subnets that this package brings, in the order of their netuids on a new network. */
export const referenceSubnets: readonly ReferenceSubnet[] = [foldingReference, visionReference]
