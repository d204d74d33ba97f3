import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { verifyAudit } from '../gateway/audit/verify.ts'

const USAGE = `usage: npm run audit:verify -- DIR [--head NUMBER:HASH]
  DIR                 the data folder of a gateway or of a wall
  --head NUMBER:HASH  a head that was noted elsewhere, for example from the log or the health answer`
const EXIT_BAD = 1
const EXIT_USAGE = 2

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = EXIT_USAGE
}

function main(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { head: { type: 'string' } },
  })
  const [dir, ...rest] = positionals
  if (dir === undefined || rest.length > 0) throw new Error(USAGE)
  const head = values.head === undefined ? undefined : noted(values.head)
  const folders = auditsIn(dir)
  if (head !== undefined && folders.length > 1) {
    throw new Error(
      `There are two audits, in ${folders.join(' and ')}; name the folder that the head belongs to.`,
    )
  }
  return Math.max(...folders.map((folder) => report(folder, head)))
}

/** A gateway keeps its audit in its data folder, a wall in a folder of its own below it. */
function auditsIn(dir: string): readonly string[] {
  const found = [dir, join(dir, 'audit')].filter((folder) => existsSync(join(folder, 'audit.db')))
  // With none, the first is what the sentence is about.
  return found.length === 0 ? [dir] : found
}

function report(dir: string, head: ReturnType<typeof noted> | undefined): number {
  const found = verifyAudit(dir, head)
  for (const problem of found.problems) console.log(problem)
  if (found.problems.length > 0) {
    console.log(`The audit in ${dir} is not whole: ${found.rowCount} rows are good up to the first bad one.`)
    return EXIT_BAD
  }
  console.log(
    `The audit in ${dir} is whole: ${found.rowCount} rows, head ${found.head.number}:${found.head.hash}`,
  )
  return 0
}

function noted(text: string) {
  const [, number, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  if (number === undefined || hash === undefined) throw new Error(`"${text}" is not NUMBER:HASH\n${USAGE}`)
  return { number: Number(number), hash }
}
