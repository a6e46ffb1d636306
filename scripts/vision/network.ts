import { residualNetwork } from '@plexus/models'
import { CLASSES, SIDE } from '@plexus/subnets'

/** Channels of the stages at 32, 16, 8 and 4 pixels a side: most parameters where pictures are small. */
export const WIDTHS = [16, 16, 32, 52]

/** Channels, height and width of a picture. */
export const IMAGE = [3, SIDE, SIDE]

export const network = residualNetwork({ widths: WIDTHS, classes: CLASSES.length })
