import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterAudit,
  auditRate,
  detectionProbability,
  deterrentLoss,
  NEW_STANDING,
} from '../../../src/subnet/toolbox/audit.ts'

describe('auditRate', () => {
  const ROWS = [
    { credibility: 0.5, passes: 100, rate: 1 },
    { credibility: 0.2, passes: 100, rate: 1 },
    // exp(−4.605·0.5) = exp(−2.3025) = 0.1000
    { credibility: 1, passes: 100, rate: 0.1 },
    // exp(−4.605·0.25) = 0.3162
    { credibility: 0.75, passes: 10, rate: 0.3162 },
    { credibility: 0.99, passes: 9, rate: 1 },
  ]
  for (const { credibility, passes, rate } of ROWS)
    it(`is ${rate} at credibility ${credibility} after ${passes} passes`, () => {
      expect(auditRate({ credibility, passes })).toBeCloseTo(rate, 4)
    })

  it('is 1 for somebody new, and again after any failure', () => {
    expect(auditRate(NEW_STANDING)).toBe(1)
    let standing = NEW_STANDING
    for (let audit = 0; audit < 50; audit++) standing = afterAudit(standing, true)
    expect(auditRate(standing)).toBeLessThan(0.11)
    expect(auditRate(afterAudit(standing, false))).toBe(1)
  })

  it('stays between 2 % and 1, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (audits) => {
        const standing = audits.reduce(afterAudit, NEW_STANDING)
        expect(standing.credibility).toBeGreaterThanOrEqual(0)
        expect(standing.credibility).toBeLessThanOrEqual(1)
        expect(auditRate(standing)).toBeGreaterThanOrEqual(0.02)
        expect(auditRate(standing)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('afterAudit', () => {
  it('moves by 0.15 up and by 0.25 down', () => {
    // 0.6 + 0.15·0.4 = 0.66; 0.6·0.75 = 0.45
    const passed = afterAudit({ credibility: 0.6, passes: 3 }, true)
    expect(passed.credibility).toBeCloseTo(0.66, 12)
    expect(passed.passes).toBe(4)
    expect(afterAudit({ credibility: 0.6, passes: 3 }, false).credibility).toBeCloseTo(0.45)
  })
})

describe('detectionProbability', () => {
  // The table of spec 85-subnets §0.5.
  const ROWS = [
    { rate: 0.01, cheating: 1, tasks: 500, found: 0.993 },
    { rate: 0.05, cheating: 0.2, tasks: 500, found: 0.993 },
    { rate: 0.02, cheating: 0.05, tasks: 1_000, found: 0.63 },
    { rate: 0.05, cheating: 0.05, tasks: 1_000, found: 0.918 },
  ]
  for (const { found, ...audit } of ROWS)
    it(`is ${found} for ${JSON.stringify(audit)}`, () => {
      expect(Math.abs(detectionProbability({ ...audit, power: 1 }) - found)).toBeLessThan(0.003)
    })
})

describe('deterrentLoss', () => {
  it('is 51.6 savings at an audit rate of 2 % and a power of 0.95', () => {
    // (1 − 0.019)/0.019 = 51.63
    expect(deterrentLoss(0.02, 0.95)).toBeCloseTo(51.63, 2)
  })
})
