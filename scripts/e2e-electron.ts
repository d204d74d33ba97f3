import { prepareBrowser } from './lib/browser-setup.ts'
import { runPlaywright } from './lib/playwright-run.ts'
import { buildIfNeeded } from './start/fresh-build.ts'

// The end-to-end specs on the desktop host only; which binary runs it is said in e2e/fixtures/electron-binary.ts.
const chromium = await prepareBrowser()
await buildIfNeeded()
const { passed, failed, skipped } = await runPlaywright(chromium, ['electron', 'security'])
console.log(`\n${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
process.exit(failed === 0 ? 0 : 1)
