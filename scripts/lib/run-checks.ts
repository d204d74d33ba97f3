import { CHECK_STEPS } from './check-steps.ts'

export interface Counts {
  readonly passed: number
  readonly failed: number
}

const AT_ONCE = 2

/** Runs every step, prints one line each and what a failed one had to say. */
export async function runChecks(): Promise<Counts> {
  const steps = [...CHECK_STEPS]
  let passed = 0
  let failed = 0
  async function work(): Promise<void> {
    for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
      const { code, output } = await step.run()
      if (code === 0) passed++
      else failed++
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name}`)
      if (code !== 0) console.log(output.trimEnd())
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { passed, failed }
}
