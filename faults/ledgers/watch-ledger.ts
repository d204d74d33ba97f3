import { connectWall, type WallClient } from '../../gateway/testing/wall-client.ts'
import type { Change as WireChange, WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import { sleep } from '../lib/wait.ts'
import type { Change, Entry, History } from '../validators/history.ts'
import type { LogTruth } from '../validators/log-truth.ts'
import { Replay } from '../validators/replay.ts'
import { Generations } from './generations.ts'

type Note =
  | { readonly type: 'list'; readonly revision: number; readonly changes: readonly Change[] }
  | {
      readonly type: 'changes'
      readonly revision: number
      readonly changes: readonly Change[]
      readonly conflated: false
    }
  | { readonly type: 'bookmark'; readonly revision: number; readonly digest: string }
  | { readonly type: 'resume'; readonly revision: number }

/**
 * What the gateway tells over its raw wire to a client that follows for ever, straight and without a wall:
 * connections end, and it goes on from its last revision.
 */
export class WatchLedger {
  readonly #address: string
  readonly #notes: Note[] = []
  #epoch = ''
  #revision = 0
  #shadow: Change[] | undefined
  #client: WallClient | undefined
  #stopped = false
  #running: Promise<void> | undefined

  constructor(address: string) {
    this.#address = address
  }

  get revision(): number {
    return this.#revision
  }

  start(): void {
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#client?.close()
    await this.#running
  }

  history(truth: LogTruth): History {
    const generations = new Generations(truth)
    const replay = new Replay()
    return this.#notes.map((note): Entry => {
      if (note.type === 'list') replay.clear()
      if (note.type === 'list' || note.type === 'changes') note.changes.forEach((one) => replay.take(one))
      return { ...note, generation: generations.of(note.revision, replay.digest()) }
    })
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#client = connectWall(this.#address)
      this.#shadow = this.#revision === 0 ? [] : undefined
      if (this.#notes.length > 0) this.#notes.push({ type: 'resume', revision: this.#revision })
      const watched = this.#client.watch({ epoch: this.#epoch, afterRevision: this.#revision })
      watched.stream.on('data', (message: WatchResponse) => this.#take(message))
      watched.stream.on('end', () => undefined)
      await Promise.race([watched.ended(), this.#untilStopped()])
      watched.cancel()
      this.#client.close()
      if (!this.#stopped) await sleep(50)
    }
  }

  async #untilStopped(): Promise<void> {
    while (!this.#stopped) await sleep(20)
  }

  #take({ reset, snapshot, batch, bookmark }: WatchResponse): void {
    if (reset !== undefined) this.#shadow = []
    if (snapshot !== undefined) {
      this.#epoch = snapshot.epoch
      this.#shadow?.push(...snapshot.changes.map(toChange))
    }
    if (batch !== undefined) {
      this.#revision = batch.lastRevision
      const changes = batch.changes.map(toChange)
      this.#notes.push({ type: 'changes', revision: this.#revision, changes, conflated: false })
    }
    if (bookmark !== undefined) this.#mark(bookmark)
  }

  #mark({ revision, digest }: NonNullable<WatchResponse['bookmark']>): void {
    if (this.#shadow !== undefined) {
      this.#notes.push({ type: 'list', revision, changes: this.#shadow })
      this.#shadow = undefined
      this.#revision = revision
    }
    this.#notes.push({ type: 'bookmark', revision, digest })
  }
}

function toChange(wire: WireChange): Change {
  const { revision, removal, unit } = wire
  if (removal !== undefined) return { key: `${removal.kind}/${removal.id}`, revision, removed: true }
  if (unit !== undefined) return { key: `unit/${unit.id}`, revision, removed: false }
  if (wire.case !== undefined) return { key: `case/${wire.case.id}`, revision, removed: false }
  throw new Error(`The ledger follows units and cases only; revision ${revision} is something else.`)
}
