import { CHECK_STEPS } from './check-steps.ts'
import type { FailedTest, TestsReport } from './tests-report.ts'

const AT_ONCE = 2

/** Runs every step, prints one line each and what a failed one had to say. */
export async function runChecks(): Promise<TestsReport> {
  const steps = [...CHECK_STEPS]
  const failures: FailedTest[] = []
  let passed = 0
  async function work(): Promise<void> {
    for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
      const { code, output } = await step.run()
      if (code === 0) passed++
      else failures.push({ name: step.name, message: output })
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name}`)
      if (code !== 0) console.log(output.trimEnd())
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { passed, skipped: 0, failures, passedAtSecondTry: [] }
}
