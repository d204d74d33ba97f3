import { runChecks } from './lib/run-checks.ts'
import { summaryOf } from './lib/tests-report.ts'

const report = await runChecks()
console.log(summaryOf(report))
process.exit(report.failures.length === 0 ? 0 : 1)
