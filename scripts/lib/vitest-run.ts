import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { runCommand } from './command.ts'
import { ROOT } from './root.ts'
import { NO_TESTS, withExitCode, type FailedTest, type TestsReport } from './tests-report.ts'

/** What its JSON reporter writes, as far as it is read here. */
interface VitestReport {
  readonly numPassedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** Unit and integration tests, or `only` those that these arguments choose; which of them are tried once more stands in vitest.config.ts. */
export async function runVitest(only: readonly string[] = []): Promise<TestsReport> {
  const folder = mkdtempSync(join(tmpdir(), 'fiveten-vitest-'))
  const file = join(folder, 'report.json')
  try {
    const { code } = await runCommand(
      process.execPath,
      [
        join(ROOT, 'node_modules/vitest/vitest.mjs'),
        ...['run', '--reporter=default', '--reporter=json', `--outputFile=${file}`, ...only],
      ],
      { echo: true },
    )
    return withExitCode(readVitest(JSON.parse(readFileSync(file, 'utf8')) as VitestReport), 'vitest', code)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ...NO_TESTS, failures: [{ name: 'vitest', message }] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readVitest(report: VitestReport): TestsReport {
  const failures: FailedTest[] = []
  const passedAtSecondTry: FailedTest[] = []
  for (const file of report.testResults) {
    const path = relative(ROOT, file.name)
    let told = false
    for (const { fullName, status, failureMessages } of file.assertionResults) {
      const test = { name: `${path} › ${fullName.trim()}`, message: failureMessages.join('\n') }
      if (status === 'failed') failures.push(test)
      else if (failureMessages.length > 0) passedAtSecondTry.push(test)
      told ||= status === 'failed'
    }
    // A file that does not load, or whose hooks fail, has no failed test.
    if (file.status === 'failed' && !told) failures.push({ name: path, message: file.message })
  }
  const { numPassedTests: passed, numPendingTests: skipped } = report
  return { passed, skipped, failures, passedAtSecondTry }
}
