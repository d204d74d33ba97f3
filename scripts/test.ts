import { prepareBrowser } from './lib/browser-setup.ts'
import { runPlaywright } from './lib/playwright-run.ts'
import { runChecks, type Counts } from './lib/run-checks.ts'
import { runVitest } from './lib/vitest-run.ts'
import { buildIfNeeded } from './start/fresh-build.ts'

// Types, lint, import rules, unit, integration, end to end: everything, in one command.
const parts: Counts[] = []
let skipped = 0

async function part(name: string, run: () => Promise<Counts>): Promise<void> {
  console.log(`\n== ${name}`)
  try {
    parts.push(await run())
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    parts.push({ passed: 0, failed: 1 })
  }
}

await part('checks', runChecks)
await part('unit and integration tests', runVitest)
await part('end-to-end tests', async () => {
  const chromium = await prepareBrowser()
  await buildIfNeeded()
  const counts = await runPlaywright(chromium)
  skipped = counts.skipped
  return counts
})

const sum = (key: keyof Counts): number => parts.reduce((total, one) => total + one[key], 0)
console.log(
  `\n${sum('passed')} passed, ${sum('failed')} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`,
)
process.exit(sum('failed') === 0 ? 0 : 1)
