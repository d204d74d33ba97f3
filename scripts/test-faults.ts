import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { prepareBrowser } from './lib/browser-setup.ts'
import { runPlaywright } from './lib/playwright-run.ts'
import { ROOT } from './lib/root.ts'
import { NO_TESTS, sumReports, summaryOf, type TestsReport } from './lib/tests-report.ts'
import { runVitest } from './lib/vitest-run.ts'
import { buildIfNeeded } from './start/fresh-build.ts'

// The whole matrix: the rows of faults/, then those that need certificates, a page or a desktop host, which are
// named tests beside what they are about. Options are those of faults/main.ts.
const BESIDE_GATEWAY = ['N12', 'X5', 'X6']
const BESIDE_PAGES = ['P1', 'P3', 'P5', 'X2']

const args = process.argv.slice(2)
const options = { row: { type: 'string' }, replay: { type: 'string' } } as const
const { row, replay } = parseArgs({ args, options, strict: false }).values
const isWanted = (id: string): boolean => replay === undefined && (row === undefined || row === id)
const gatewayIds = BESIDE_GATEWAY.filter(isWanted)
const pageIds = BESIDE_PAGES.filter(isWanted)
const ids = [...gatewayIds, ...pageIds]

// A row that is chosen by its id is in one place only.
const code = row !== undefined && ids.length > 0 ? 0 : await runRows()
const report = sumReports([await besideGateway(), await besidePages()])
if (ids.length > 0) console.log(`\n${ids.join(', ')}: ${summaryOf(report).trim()}`)
process.exit(code === 0 && report.failures.length === 0 ? 0 : 1)

async function runRows(): Promise<number> {
  const child = spawn(process.execPath, ['faults/main.ts', ...args], { cwd: ROOT, stdio: 'inherit' })
  const [ended] = (await once(child, 'close')) as [number | null]
  return ended ?? 1
}

async function besideGateway(): Promise<TestsReport> {
  if (gatewayIds.length === 0) return NO_TESTS
  const found = await runVitest(['gateway', 'core/audit', '-t', titlesOf(gatewayIds)])
  // All others count as skipped.
  return withSome({ ...found, skipped: 0 }, gatewayIds)
}

async function besidePages(): Promise<TestsReport> {
  if (pageIds.length === 0) return NO_TESTS
  const chromium = await prepareBrowser()
  await buildIfNeeded()
  return withSome(await runPlaywright(chromium, [], titlesOf(pageIds)), pageIds)
}

/** Tests whose title, or that of the group they are in, begins with one of these. */
function titlesOf(of: readonly string[]): string {
  return `\\b(${of.join('|')})[:,]`
}

/** Rows without a test have not held. */
function withSome(found: TestsReport, of: readonly string[]): TestsReport {
  if (found.passed > 0 || found.failures.length > 0) return found
  return { ...found, failures: [{ name: of.join(', '), message: 'no test has this name' }] }
}
