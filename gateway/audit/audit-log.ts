import { join } from 'node:path'
import type { Cancel, Clock } from '../../domain/clock.ts'
import { errorText } from '../log/log-error.ts'
import { openWriter } from '../log/sqlite.ts'
import type { Database, Statement } from '../log/sqlite.ts'
import { GENESIS, chainHash } from './chain.ts'
import type { AuditEntry, ChainedRow } from './chain.ts'
import { putHeadAside, readHead, writeHead } from './head.ts'
import type { AuditHead } from './head.ts'
import { makeSchema } from './schema.ts'
import type { StoredRow } from './schema.ts'

export const AUDIT_FILE = 'audit.db'
const GATHER_MS = 2
const RETRY_MS = 1_000
/** While the disk takes nothing, this many rows wait; what comes then is counted, and the count is kept. */
const WAITING_COUNT = 10_000
const RECENT_COUNT = 100_000

export interface AuditOptions {
  readonly dir: string
  /** Real time: an audit is compared with what people remember. */
  readonly clock: Clock
  /** Told when rows cannot be written, and when the head outside the file disagrees with the file. */
  readonly onTrouble: (sentence: string) => void
}

interface Waiting {
  readonly row: Omit<ChainedRow, 'number'>
  readonly done: (isWritten: boolean) => void
}

/**
 * An append-only record of who did what, chained by hashes, in a file of its own.
 *
 * What `append` has resolved with true was written with synchronous=FULL. With false the trouble was told: rows
 * that cannot be written wait and are tried again, and the work that they tell of goes on.
 */
export class AuditLog {
  readonly #options: AuditOptions
  readonly #database: Database
  readonly #insert: Statement<[number, number, string, string, string, Uint8Array], unknown>
  readonly #find: Statement<[number, string, string, string], unknown>
  #head: AuditHead
  #waiting: Waiting[] = []
  #lostCount = 0
  #scheduled: Cancel | undefined

  constructor(options: AuditOptions, database: Database) {
    this.#options = options
    this.#database = database
    this.#insert = database.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)')
    this.#find = database.prepare(
      'SELECT 1 FROM audit WHERE number > ? AND event = ? AND who = ? AND detail = ?',
    )
    this.#head = lastOf(database)
  }

  get head(): AuditHead {
    return this.#head
  }

  append(event: string, who: string, detail: object): Promise<boolean> {
    return this.appendText(event, who, JSON.stringify(detail))
  }

  /** As `append`, with a detail that is JSON text already. */
  appendText(event: string, who: string, detail: string): Promise<boolean> {
    if (!this.#database.open) {
      this.#options.onTrouble(`the audit is closed, and "${event}" of ${who || 'the gateway'} is not in it`)
      return Promise.resolve(false)
    }
    if (this.#waiting.length >= WAITING_COUNT) {
      this.#lostCount += 1
      return Promise.resolve(false)
    }
    const entry: AuditEntry = { event, who, detail }
    const row = { ...entry, atMs: Math.floor(this.#options.clock.wallMs()) }
    return new Promise((done) => {
      this.#waiting.push({ row, done })
      this.#scheduled ??= this.#options.clock.setTimer(GATHER_MS, () => this.#flush())
    })
  }

  /** Whether one of the newest rows is this one. */
  hasRecent({ event, who, detail }: AuditEntry): boolean {
    return this.#find.get(this.#head.number - RECENT_COUNT, event, who, detail) !== undefined
  }

  /** Writes what waits, and closes. What comes later is told as trouble: nobody can write it. */
  close(): void {
    this.#scheduled?.()
    if (this.#waiting.length > 0) this.#flush()
    // A last write that failed is not tried again.
    this.#scheduled?.()
    this.#database.close()
  }

  #flush(): void {
    this.#scheduled = undefined
    const rows = this.#waiting
    let isWritten = false
    try {
      this.#head = this.#write(rows.map(({ row }) => row))
      this.#waiting = []
      isWritten = true
      this.#lostCount = 0
      writeHead(this.#options.dir, this.#head)
    } catch (error) {
      this.#options.onTrouble(`the audit cannot be written, its rows wait: ${errorText(error)}`)
      this.#scheduled = this.#options.clock.setTimer(RETRY_MS, () => this.#flush())
    }
    for (const { done } of rows) done(isWritten)
  }

  #write(rows: readonly Omit<ChainedRow, 'number'>[]): AuditHead {
    const atMs = Math.floor(this.#options.clock.wallMs())
    const lost = { event: 'audit.lost', who: '', detail: JSON.stringify({ count: this.#lostCount }), atMs }
    const all = this.#lostCount > 0 ? [...rows, lost] : rows
    return this.#database.transaction(() => all.reduce((last, row) => this.#add(last, row), this.#head))()
  }

  #add(last: AuditHead, row: Omit<ChainedRow, 'number'>): AuditHead {
    const number = last.number + 1
    const hash = chainHash(Buffer.from(last.hash, 'hex'), { ...row, number })
    this.#insert.run(number, row.atMs, row.event, row.who, row.detail, hash)
    return { number, hash: hash.toString('hex') }
  }
}

/** Opens the audit of a data folder, making it where there is none. Throws a `LogError` where it cannot. */
export function openAudit(options: AuditOptions): AuditLog {
  const database = openWriter(join(options.dir, AUDIT_FILE))
  try {
    makeSchema(database)
    const audit = new AuditLog(options, database)
    compareWithHead(database, options, audit)
    return audit
  } catch (error) {
    database.close()
    throw error
  }
}

/** A crash may leave rows behind the head, never a head without its row. */
function compareWithHead(database: Database, { dir, clock, onTrouble }: AuditOptions, audit: AuditLog): void {
  const kept = readHead(dir)
  if (!kept || hashAt(database, kept.number) === kept.hash) return
  const name = putHeadAside(dir, Math.floor(clock.wallMs()))
  const found = { keptNumber: kept.number, keptHash: kept.hash, foundNumber: audit.head.number, name }
  void audit.append('audit.disputed', '', found)
  onTrouble(
    `the audit does not hold row ${kept.number} as its head says: it was shortened, exchanged or edited; ` +
      `the head is kept as ${name}, see npm run audit:verify`,
  )
}

function hashAt(database: Database, number: number): string {
  if (number === 0) return Buffer.from(GENESIS).toString('hex')
  const row = database.prepare<[number], StoredRow>('SELECT * FROM audit WHERE number = ?').get(number)
  return row ? row.hash.toString('hex') : ''
}

function lastOf(database: Database): AuditHead {
  const row = database.prepare<[], StoredRow>('SELECT * FROM audit ORDER BY number DESC LIMIT 1').get()
  return { number: row?.number ?? 0, hash: Buffer.from(row?.hash ?? GENESIS).toString('hex') }
}
