import { migrate } from '../../core/store/migrations/index.ts'
import type { Migration } from '../../core/store/migrations/migration.ts'
import { configure, openFile } from '../../core/store/sqlite.ts'

/** Migrates a cache in two steps of two statements each, and kills itself at the n-th place between them. */
const [path = '', killAt = '0'] = process.argv.slice(2)
let place = 0

function maybeDie(): void {
  if (++place === Number(killAt)) process.kill(process.pid, 'SIGKILL')
}

const steps: readonly Migration[] = [10, 20].map((version) => ({
  version,
  up(db) {
    maybeDie()
    db.exec(`CREATE TABLE first_of_${version} (id TEXT)`)
    maybeDie()
    db.exec(`CREATE TABLE second_of_${version} (id TEXT)`)
    maybeDie()
  },
}))

const db = openFile(path)
configure(db)
migrate(db, steps)
db.close()
