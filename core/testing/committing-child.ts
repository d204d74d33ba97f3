import { Cache } from '../store/cache.ts'
import type { Row } from '../store/rows.ts'

/**
 * A program that does nothing but commit, and says each revision once it is on disk, until it is killed.
 * Every batch writes its revision into all of its rows, so that a torn batch can be seen.
 */
const ROWS = 20

const [path = '', firstRevision = '1'] = process.argv.slice(2)
const cache = Cache.open(path)
for (let revision = Number(firstRevision); ; revision++) {
  const rows: Row[] = Array.from({ length: ROWS }, (_, index) => ({
    kind: 'unit',
    id: `unit-${index}`,
    revision,
    body: JSON.stringify({ revision }),
  }))
  cache.apply(rows, { epoch: 'one', revision, asOf: { serverMs: revision, wallMs: revision, rate: 1 } })
  process.stdout.write(`${revision}\n`)
}
