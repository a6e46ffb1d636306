/** Python writes an exponent below 10⁻⁴ and from 10¹⁶ on. */
const LEAST_FIXED = -4
const FIRST_EXPONENT = 16

/** `repr` of a Python `float`: the shortest digits that read back as the same number. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (!Number.isFinite(value)) return `${sign}inf`
  // Both languages pick the same shortest digits; they differ in how they set them.
  const [mantissa = '', exponentText = ''] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const exponent = Number(exponentText)
  const isFixed = exponent >= LEAST_FIXED && exponent < FIRST_EXPONENT
  return sign + (isFixed ? fixed(digits, exponent) : scientific(digits, exponent))
}

/** @param exponent of the first digit */
function fixed(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  return `${whole}.${digits.slice(exponent + 1) || '0'}`
}

function scientific(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  const size = String(Math.abs(exponent)).padStart(2, '0')
  return `${digits.slice(0, 1)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`
}
