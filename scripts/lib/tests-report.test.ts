import { expect, test } from 'vitest'
import { NO_TESTS, sumReports, summaryOf, withExitCode } from './tests-report.ts'

const LATE = { name: 'core/b.test.ts › b arrives', message: 'timed out\n  at b.test.ts:3' }
const BROKEN = { name: 'core/a.test.ts › a holds', message: 'expected 1 to be 2' }

test('who reads only the end of a run knows what failed, why, and what passed late', () => {
  const report = sumReports([
    { ...NO_TESTS, passed: 2, failures: [BROKEN] },
    { ...NO_TESTS, passed: 3, skipped: 1, passedAtSecondTry: [LATE] },
  ])
  expect(summaryOf(report).split('\n')).toEqual([
    'second try: core/b.test.ts › b arrives',
    '    timed out',
    'FAILED: core/a.test.ts › a holds',
    '    expected 1 to be 2',
    '',
    '5 passed, 1 failed, 1 skipped, 1 at the second try',
  ])
})

test('a run that ends badly without a failed test is one failure', () => {
  expect(withExitCode(NO_TESTS, 'vitest', 0).failures).toEqual([])
  expect(withExitCode(NO_TESTS, 'vitest', 7).failures).toEqual([
    { name: 'vitest', message: 'ended with code 7, and no test failed' },
  ])
  expect(withExitCode({ ...NO_TESTS, failures: [BROKEN] }, 'vitest', 1).failures).toEqual([BROKEN])
})
