import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './command.ts'
import { ROOT } from './root.ts'
import { NO_TESTS, withExitCode, type FailedTest, type TestsReport } from './tests-report.ts'

/** What its JSON reporter writes, as far as it is read here. */
interface Suite {
  readonly suites?: readonly Suite[]
  readonly specs: readonly {
    readonly title: string
    readonly file: string
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
      readonly results: readonly { readonly error?: { readonly message?: string } }[]
    }[]
  }[]
}

interface PlaywrightReport {
  readonly suites: readonly Suite[]
  readonly errors: readonly { readonly message?: string }[]
  readonly stats: { readonly expected: number; readonly flaky: number; readonly skipped: number }
}

/** End-to-end tests of the named Playwright projects, or of all; with `title` those whose titles match it. */
export async function runPlaywright(
  chromium: string,
  projects: readonly string[] = [],
  title?: string,
): Promise<TestsReport> {
  const folder = mkdtempSync(join(tmpdir(), 'fiveten-e2e-'))
  const file = join(folder, 'report.json')
  try {
    const { code } = await runCommand(
      process.execPath,
      [
        join(ROOT, 'node_modules/@playwright/test/cli.js'),
        ...['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
        ...projects.flatMap((project) => ['--project', project]),
        ...(title === undefined ? [] : ['--grep', title]),
      ],
      { echo: true, env: { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file } },
    )
    const report = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport
    return withExitCode(readPlaywright(report), 'playwright', code)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ...NO_TESTS, failures: [{ name: 'playwright', message }] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readPlaywright({ suites, errors, stats }: PlaywrightReport): TestsReport {
  const withStatus = (status: string): FailedTest[] => suites.flatMap((suite) => testsOf(suite, status))
  const loose = errors.map(({ message = '' }) => ({ name: 'playwright', message }))
  return {
    passed: stats.expected + stats.flaky,
    skipped: stats.skipped,
    failures: [...withStatus('unexpected'), ...loose],
    passedAtSecondTry: withStatus('flaky'),
  }
}

function testsOf(suite: Suite, status: string): FailedTest[] {
  const here = suite.specs.flatMap(({ title, file, tests }) =>
    tests
      .filter((test) => test.status === status)
      .map(({ results }) => ({
        name: `e2e/${file} › ${title}`,
        message: results.find(({ error }) => error !== undefined)?.error?.message ?? '',
      })),
  )
  return [...here, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, status))]
}
