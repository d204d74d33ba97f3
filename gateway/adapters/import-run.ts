import type { Clock } from '../../domain/clock.ts'
import { IntakeRecord, type PublishRequest, type PublishResponse } from '../../proto/gen/wall/v1/intake.ts'
import type { DatedRecord, ParsedFile, Refusal } from './open311.ts'
import { rebased, type Replay } from './replay.ts'

const MAX_RECORDS = 500
const MAX_BYTES = 1_000_000

export interface ImportOptions {
  readonly source: string
  readonly publish: (request: PublishRequest) => Promise<PublishResponse>
  readonly clock: Clock
  /** Absent: all at once, with the instants of the file. */
  readonly replay?: Replay
  readonly onProgress: (sentRecordCount: number, recordCount: number) => void
}

export interface ImportResult {
  readonly landedCount: number
  readonly knownCount: number
  /** By the importer and by the gateway, in the order of the file. */
  readonly refusals: readonly Refusal[]
  /** Cases that landed while a later fact of theirs was refused. */
  readonly incomplete: readonly Refusal[]
}

interface Item extends DatedRecord {
  readonly index: number
  /** The record that brings the case; the others add to it. */
  readonly first: boolean
}

/**
 * Publishes the records of a file in order of time. Keys depend on the file alone, so that running it again, or
 * again after a break, adds only what the gateway does not know.
 */
export async function runImport(file: ParsedFile, options: ImportOptions): Promise<ImportResult> {
  const tally = new Tally(file.refusals)
  const items = itemsOf(file)
  const { replay } = options
  const queue = replay === undefined ? items : rebased(items, replay)
  let sent = 0
  while (sent < queue.length) {
    const batch =
      replay === undefined ? nextBatch(queue, sent) : await nextDue(queue, sent, replay, options.clock)
    const records = batch.map(({ record }) => record)
    const { results } = await options.publish({ source: options.source, records, atomic: false })
    for (const { index, refusal, repeatedKey } of results) {
      const item = batch[index]
      if (item !== undefined) tally.add(item, refusal, repeatedKey)
    }
    sent += batch.length
    options.onProgress(sent, queue.length)
  }
  return tally.result()
}

function itemsOf(file: ParsedFile): readonly Item[] {
  const items = file.requests.flatMap(({ index, records }) =>
    records.map((dated, position): Item => ({ ...dated, index, first: position === 0 })),
  )
  return items.sort((a, b) => a.atMs - b.atMs || a.index - b.index || Number(b.first) - Number(a.first))
}

/** As many as fit into one message. */
function nextBatch(items: readonly Item[], from: number): readonly Item[] {
  const batch: Item[] = []
  let bytes = 0
  for (const item of items.slice(from, from + MAX_RECORDS)) {
    bytes += IntakeRecord.encode(item.record).finish().length
    if (batch.length > 0 && bytes > MAX_BYTES) break
    batch.push(item)
  }
  return batch
}

async function nextDue(
  items: readonly Item[],
  from: number,
  replay: Replay,
  clock: Clock,
): Promise<readonly Item[]> {
  const first = items[from]
  if (first === undefined) return []
  const waitMs = (first.atMs - replay.serverNowMs()) / replay.rate
  if (waitMs > 0) await new Promise<void>((resolve) => clock.setTimer(waitMs, resolve))
  const nowMs = Math.max(replay.serverNowMs(), first.atMs)
  return nextBatch(items, from).filter(({ atMs }) => atMs <= nowMs)
}

type State = 'landed' | 'known' | 'refused'

class Tally {
  readonly #states = new Map<number, State>()
  readonly #refusals: Refusal[]
  readonly #incomplete: Refusal[] = []

  constructor(refusals: readonly Refusal[]) {
    this.#refusals = [...refusals]
  }

  add({ index, first }: Item, refusal: string, repeatedKey: boolean): void {
    if (refusal !== '') {
      if (first) this.#states.set(index, 'refused')
      if (first) this.#refusals.push({ index, reason: refusal })
      else if (this.#states.get(index) !== 'refused') this.#incomplete.push({ index, reason: refusal })
    } else if (first || !repeatedKey) {
      this.#states.set(index, repeatedKey ? 'known' : 'landed')
    }
  }

  result(): ImportResult {
    const states = [...this.#states.values()]
    return {
      landedCount: states.filter((state) => state === 'landed').length,
      knownCount: states.filter((state) => state === 'known').length,
      refusals: this.#refusals.toSorted((a, b) => a.index - b.index),
      incomplete: this.#incomplete,
    }
  }
}
