/** The version of all packages; a test compares it with their manifests. */
export const CLI_VERSION = '0.1.0'
