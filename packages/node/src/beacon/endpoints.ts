/** Public servers of drand, those that the reference's nodes ask; the first is asked first. */
export const PUBLIC_ENDPOINTS: readonly string[] = [
  'https://api.drand.sh',
  'https://api2.drand.sh',
  'https://api3.drand.sh',
  'https://drand.cloudflare.com',
  'https://api.drand.secureweb3.com:6875',
]
