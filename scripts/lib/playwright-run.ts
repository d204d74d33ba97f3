import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './command.ts'
import { ROOT } from './root.ts'
import type { Counts } from './run-checks.ts'

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

/** End-to-end tests of the named Playwright projects, or of all. A flaky test counts as failed. */
export async function runPlaywright(
  chromium: string,
  projects: readonly string[] = [],
): Promise<Counts & { skipped: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'fiveten-e2e-'))
  const report = join(folder, 'report.json')
  try {
    const { code } = await runCommand(
      process.execPath,
      [
        join(ROOT, 'node_modules/@playwright/test/cli.js'),
        ...['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
        ...projects.flatMap((project) => ['--project', project]),
      ],
      { echo: true, env: { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
    )
    const { stats } = JSON.parse(readFileSync(report, 'utf8')) as PlaywrightReport
    const failed = stats.unexpected + stats.flaky
    return {
      passed: stats.expected,
      failed: code === 0 ? failed : Math.max(1, failed),
      skipped: stats.skipped,
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
