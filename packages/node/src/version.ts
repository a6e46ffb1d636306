/** What the node calls itself (`system_name`); never the name of another software. */
export const NODE_NAME = 'Plexus Node'
/** The version of all packages. */
export const NODE_VERSION = '0.1.0'
