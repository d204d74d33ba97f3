import { prepareBrowser } from './lib/browser-setup.ts'
import { runPlaywright } from './lib/playwright-run.ts'
import { summaryOf } from './lib/tests-report.ts'
import { buildIfNeeded } from './start/fresh-build.ts'

// The end-to-end specs on the desktop host only; which binary runs it is said in e2e/fixtures/electron-binary.ts.
const chromium = await prepareBrowser()
await buildIfNeeded()
const report = await runPlaywright(chromium, ['electron', 'security'])
console.log(summaryOf(report))
process.exit(report.failures.length === 0 ? 0 : 1)
