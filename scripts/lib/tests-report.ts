/** A test that failed, and what it had to say: in full where it failed, one line where a second try passed. */
export interface FailedTest {
  readonly name: string
  readonly message: string
}

export interface TestsReport {
  readonly passed: number
  readonly skipped: number
  readonly failures: readonly FailedTest[]
  /** Failed, then passed: on a busy machine a matter of time, and named so that nobody has to guess. */
  readonly passedAtSecondTry: readonly FailedTest[]
}

export const NO_TESTS: TestsReport = { passed: 0, skipped: 0, failures: [], passedAtSecondTry: [] }

/** A run that told nothing, or ended badly without a failed test, counts as one failure. */
export function withExitCode(report: TestsReport, name: string, code: number): TestsReport {
  if (code === 0 || report.failures.length > 0) return report
  return { ...report, failures: [{ name, message: `ended with code ${code}, and no test failed` }] }
}

export function sumReports(reports: readonly TestsReport[]): TestsReport {
  return {
    passed: reports.reduce((total, one) => total + one.passed, 0),
    skipped: reports.reduce((total, one) => total + one.skipped, 0),
    failures: reports.flatMap((one) => one.failures),
    passedAtSecondTry: reports.flatMap((one) => one.passedAtSecondTry),
  }
}

/** Longest part of a message that is repeated at the end: who reads only the end knows what to mend. */
const MESSAGE_LINES = 12

/** The end of what `npm test` prints: what failed, what passed late, and the counts as its last line. */
export function summaryOf(report: TestsReport): string {
  const { passed, skipped, failures, passedAtSecondTry } = report
  const counts = [`${passed} passed`, `${failures.length} failed`]
  if (skipped > 0) counts.push(`${skipped} skipped`)
  if (passedAtSecondTry.length > 0) counts.push(`${passedAtSecondTry.length} at the second try`)
  return [
    ...passedAtSecondTry.flatMap((test) => told('second try', test, 1)),
    ...failures.flatMap((test) => told('FAILED', test, MESSAGE_LINES)),
    '',
    counts.join(', '),
  ].join('\n')
}

function told(what: string, { name, message }: FailedTest, mostLines: number): string[] {
  const lines = message.trim().split('\n').slice(0, mostLines)
  return [`${what}: ${name}`, ...lines.map((line) => `    ${line}`)]
}
