import { prepareBrowser } from './lib/browser-setup.ts'
import { runPlaywright } from './lib/playwright-run.ts'
import { runChecks } from './lib/run-checks.ts'
import { NO_TESTS, sumReports, summaryOf, type TestsReport } from './lib/tests-report.ts'
import { runVitest } from './lib/vitest-run.ts'
import { buildIfNeeded } from './start/fresh-build.ts'

// Types, lint, import rules, unit, integration, end to end: everything, in one command.
const reports: TestsReport[] = []

async function part(name: string, run: () => Promise<TestsReport>): Promise<void> {
  console.log(`\n== ${name}`)
  try {
    reports.push(await run())
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    reports.push({ ...NO_TESTS, failures: [{ name, message }] })
  }
}

await part('checks', runChecks)
await part('unit and integration tests', runVitest)
await part('end-to-end tests', async () => {
  const chromium = await prepareBrowser()
  await buildIfNeeded()
  return runPlaywright(chromium)
})

const report = sumReports(reports)
console.log(`\n${summaryOf(report)}`)
process.exit(report.failures.length === 0 ? 0 : 1)
