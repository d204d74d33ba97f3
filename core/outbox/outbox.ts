import { join } from 'node:path'
import { coded, type CodedSentence } from '../../domain/view/coded-sentence.ts'
import type { ViewMessage } from '../../domain/view/contract.ts'
import type { ActItem } from '../../domain/view/act-item.ts'
import { SHOWN_FOR_MS } from '../../domain/view/truth.ts'
import type { Asker } from '../../domain/view/request.ts'
import type { Recorder } from '../audit/audit.ts'
import type { CoreOptions } from '../options.ts'
import { StoreError } from '../store/store-error.ts'
import { ThreadCalls } from '../store/thread-calls.ts'
import type { Notices } from '../wall/notices.ts'
import type { ServerClock } from '../watch/server-clock.ts'
import type { WatchFrom } from '../watch/source.ts'
import type { WatchTiming } from '../watch/timing.ts'
import type { ActAnswer, ActRecord } from './act-record.ts'
import { actItem } from './act-item.ts'
import { ActSender } from './act-sender.ts'
import type { Answer, CommandSource } from './grpc-commands.ts'
import type { DamagedOutbox, OutboxCalls } from './outbox-messages.ts'

export type ActMessage = Extract<ViewMessage, { readonly type: 'act' }>

/** Between two tries to open an outbox that could not be used. */
const REOPEN_EVERY_MS = 30_000

/** A person does not do more than this without the gateway; a broken page might. */
const MAX_QUEUED = 1_000

const DEFAULT_ACTOR = 'wall'

interface OutboxParts {
  readonly options: CoreOptions
  readonly timing: WatchTiming
  readonly serverClock: ServerClock
  readonly notices: Notices
  readonly audit: Recorder
  readonly connect: () => CommandSource
  /** What the person at the glass has seen. */
  readonly seen: () => WatchFrom
  readonly show: (put: readonly ActItem[], removed: readonly string[]) => void
}

/**
 * What people do at this wall. An act is on disk before it is shown as queued, is sent in the order in which
 * it was made, and is carried out exactly once, whatever ends in between: this process, the link or the
 * gateway. An act that cannot be written down is refused at once, and never sent.
 */
export class Outbox {
  readonly #parts: OutboxParts
  readonly #file: ThreadCalls<OutboxCalls>
  readonly #sender: ActSender
  /** Queued ones and those on the glass, in the order in which they were made. */
  readonly #records = new Map<string, ActRecord>()
  readonly #refusedIds = new Set<string>()
  #opening: Promise<void> | undefined
  #isOpen = false
  #triedMs = 0

  constructor(parts: OutboxParts) {
    const { options, timing, connect, seen } = parts
    this.#parts = parts
    this.#file = new ThreadCalls({
      workerUrl: options.storeWorker,
      role: 'outbox',
      closeCall: 'outbox-close',
    })
    this.#sender = new ActSender({
      clock: options.clock,
      log: options.log,
      timing,
      connect,
      next: () => this.#queued()[0],
      epoch: () => seen().epoch,
      onSent: ({ id, caseId, actor }) =>
        parts.audit.record({ event: 'act.sent', who: actor, detail: { actId: id, caseId } }),
      onAnswer: (record, answer) => this.#settle(record, answer),
    })
  }

  get queuedCount(): number {
    return this.#queued().length
  }

  get isUsable(): boolean {
    return this.#isOpen
  }

  /** Shows what is queued. Rejects only when the outbox belongs to a newer program. */
  async start(): Promise<void> {
    this.#file.start()
    await this.#open().catch((error: unknown) => {
      if (error instanceof StoreError && error.code === 'from-the-future') throw error
    })
    this.#sender.wake()
  }

  async stop(): Promise<void> {
    await this.#sender.stop()
    await this.#opening?.catch(() => {})
    await this.#file.stop()
  }

  /** The link is back: what waits on an old connection is asked again on a new one. */
  reconnect(): void {
    this.#sender.reconnect()
  }

  /** Takes an act in. It is shown as queued, or as refused with the reason, once this resolves. */
  async take({ actId, caseId, act }: ActMessage, asker: Asker): Promise<void> {
    const { options, serverClock, seen, audit } = this.#parts
    const known = this.#records.get(actId)
    if (known !== undefined && !this.#refusedIds.has(actId)) return this.#put(known)
    const { epoch, afterRevision } = seen()
    const record: ActRecord = {
      id: actId,
      caseId,
      act,
      actor: options.actor ?? DEFAULT_ACTOR,
      basedOnRevision: afterRevision,
      epoch,
      madeMs: serverClock.nowMs(),
      state: 'queued',
    }
    try {
      if (this.#queued().length >= MAX_QUEUED) {
        const sentence = `${MAX_QUEUED} acts wait for the gateway already. Do this again when it is back.`
        return this.#refuse(record, sentence, coded('outbox-full', { limit: MAX_QUEUED }), asker)
      }
      await this.#open()
      const stored = await this.#file.call('outbox-add', record)
      // The same act may have come twice meanwhile, and even have been answered.
      if (!this.#refusedIds.delete(actId) && this.#records.has(actId)) return
      this.#records.delete(actId)
      this.#put(stored)
      audit.record({ event: 'act.made', who: stored.actor, asker, detail: traceOf(stored) })
      this.#sender.wake()
    } catch (error) {
      if (error instanceof StoreError) this.#noteFailure(error)
      const sentence = error instanceof Error ? error.message : String(error)
      this.#refuse(record, sentence, coded('outbox-failed', {}), asker)
    }
  }

  /** Once a second: answered acts leave the glass in time, and a broken outbox is tried again. */
  tick(): void {
    const { options, serverClock, show } = this.#parts
    const goneMs = serverClock.nowMs() - SHOWN_FOR_MS
    const removed = [...this.#records.values()].filter((one) => (one.answeredMs ?? Infinity) <= goneMs)
    for (const { id } of removed) this.#records.delete(id)
    if (removed.length > 0) {
      show(
        [],
        removed.map(({ id }) => id),
      )
    }
    if (!this.#isOpen && options.clock.monotonicMs() - this.#triedMs >= REOPEN_EVERY_MS) {
      this.#open().then(
        () => this.#sender.wake(),
        () => {
          // Said by the notice; the next try follows.
        },
      )
    }
  }

  #queued(): readonly ActRecord[] {
    return [...this.#records.values()].filter((record) => record.state === 'queued')
  }

  #put(record: ActRecord): void {
    this.#records.set(record.id, record)
    this.#parts.show([actItem(record)], [])
  }

  async #settle(record: ActRecord, { accepted, refusal, conflict, coded: why }: Answer): Promise<void> {
    const { serverClock, audit } = this.#parts
    const answer: ActAnswer = {
      state: accepted ? 'accepted' : conflict ? 'conflict' : 'refused',
      answeredMs: serverClock.nowMs(),
      ...(accepted ? {} : { reason: refusal }),
      ...(accepted || why === undefined ? {} : { coded: why }),
    }
    try {
      await this.#open()
      await this.#file.call('outbox-answer', { id: record.id, ...answer })
    } catch (error) {
      // Sent again after a restart, it would get the same answer: showing it is true all the same.
      this.#noteFailure(error)
    }
    const detail = { actId: record.id, caseId: record.caseId, ...answer }
    audit.record({ event: 'act.answered', who: record.actor, detail })
    this.#put({ ...record, ...answer })
  }

  #refuse(record: ActRecord, sentence: string, why: CodedSentence, asker: Asker): void {
    const reason = `Not sent: ${sentence}`
    this.#refusedIds.add(record.id)
    const detail = { ...traceOf(record), reason }
    this.#parts.audit.record({ event: 'act.refused', who: record.actor, asker, detail })
    const answeredMs = this.#parts.serverClock.nowMs()
    this.#put({ ...record, state: 'refused', answeredMs, reason, coded: why })
  }

  #noteFailure(error: unknown): void {
    const { notices, serverClock, options } = this.#parts
    const reason = error instanceof Error ? error.message : String(error)
    this.#isOpen = false
    this.#triedMs = options.clock.monotonicMs()
    options.log.error(`the outbox failed: ${reason}`)
    notices.raise('outbox-failed', serverClock.nowMs(), reason)
  }

  #open(): Promise<void> {
    if (this.#isOpen) return Promise.resolve()
    return (this.#opening ??= this.#reopen().finally(() => (this.#opening = undefined)))
  }

  async #reopen(): Promise<void> {
    const { options, serverClock, notices } = this.#parts
    this.#triedMs = options.clock.monotonicMs()
    try {
      const { acts, aside } = await this.#file.call('outbox-open', {
        path: join(options.dataDir, 'outbox.db'),
        wallMs: options.clock.wallMs(),
        answeredAfterMs: serverClock.nowMs() - SHOWN_FOR_MS,
        refusedIds: [...this.#refusedIds],
      })
      await this.#bringTogether(acts)
      this.#isOpen = true
      notices.withdraw('outbox-failed')
      notices.withdraw('outbox-quarantined')
      if (aside.length > 0) {
        options.log.error({ aside }, 'a damaged outbox lies aside')
        const lostCount = aside.reduce((sum, { damagedCount }) => sum + Math.abs(damagedCount), 0)
        notices.raise('outbox-quarantined', serverClock.nowMs(), aside.map(told).join(' '), {
          count: lostCount,
          coded: codedAside(aside),
        })
      }
    } catch (error) {
      this.#noteFailure(error)
      throw error
    }
  }

  /** The file was closed for a while, or began anew: what this process knows better is written into it. */
  async #bringTogether(stored: readonly ActRecord[]): Promise<void> {
    const byId = new Map(stored.map((record) => [record.id, record]))
    const known = [...this.#records.values()].filter(({ id }) => !this.#refusedIds.has(id))
    for (const record of known) {
      const before = byId.get(record.id)
      if (before === undefined) await this.#file.call('outbox-add', record)
      const { id, state, answeredMs, reason, coded: why } = record
      if (state === 'queued' || answeredMs === undefined || before?.state === state) continue
      const answer = {
        id,
        state,
        answeredMs,
        ...(reason === undefined ? {} : { reason }),
        ...(why === undefined ? {} : { coded: why }),
      }
      await this.#file.call('outbox-answer', answer)
    }
    for (const record of stored) if (!this.#records.has(record.id)) this.#put(record)
  }
}

/** One file is said in the view's language; several at once are told in English, each by its name. */
function codedAside([first, ...more]: readonly DamagedOutbox[]): CodedSentence | undefined {
  if (first === undefined || more.length > 0) return undefined
  const { path, savedCount, damagedCount } = first
  if (damagedCount < 0) return coded('outbox-unreadable', { path })
  return coded('outbox-aside', { path, saved: savedCount, lost: damagedCount })
}

function told({ path, savedCount, damagedCount }: DamagedOutbox): string {
  if (damagedCount < 0) return `Nothing could be read of ${path}: acts in it may not have been sent.`
  const lost =
    damagedCount === 0 ? 'none is lost' : `${damagedCount} cannot be read and may not have been sent`
  return `${savedCount} acts were saved out of ${path}, ${lost}.`
}

/** What the audit keeps of an act. Nothing of it is masked: it is read by those who may see the outbox. */
function traceOf({
  id,
  caseId,
  act,
  basedOnRevision,
  epoch,
  madeMs,
}: ActRecord): Readonly<Record<string, unknown>> {
  return { actId: id, caseId, act, basedOnRevision, epoch, madeMs }
}
