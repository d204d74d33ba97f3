import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './command.ts'
import { ROOT } from './root.ts'
import type { Counts } from './run-checks.ts'

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numFailedTestSuites: number
}

/** Unit and integration tests. A run that ends badly without a failed test counts as one failure. */
export async function runVitest(): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'fiveten-vitest-'))
  const report = join(folder, 'report.json')
  try {
    const { code } = await runCommand(
      process.execPath,
      [
        join(ROOT, 'node_modules/vitest/vitest.mjs'),
        ...['run', '--reporter=default', '--reporter=json', `--outputFile=${report}`],
      ],
      { echo: true },
    )
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as VitestReport
    return { passed, failed: code === 0 ? failed : Math.max(1, failed) }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
