import { parseArgs } from 'node:util'
import { verifyAudit } from '../gateway/audit/verify.ts'

const USAGE = `usage: npm run audit:verify -- DIR [--head NUMBER:HASH]
  DIR                 the data folder of a gateway
  --head NUMBER:HASH  a head that was noted elsewhere, for example from the gateway's own log`
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
  const { rowCount, head, problems } = verifyAudit(
    dir,
    values.head === undefined ? undefined : noted(values.head),
  )
  for (const problem of problems) console.log(problem)
  if (problems.length > 0) {
    console.log(`The audit in ${dir} is not whole: ${rowCount} rows are good up to the first bad one.`)
    return EXIT_BAD
  }
  console.log(`The audit in ${dir} is whole: ${rowCount} rows, head ${head.number}:${head.hash}`)
  return 0
}

function noted(text: string) {
  const [, number, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  if (number === undefined || hash === undefined) throw new Error(`"${text}" is not NUMBER:HASH\n${USAGE}`)
  return { number: Number(number), hash }
}
