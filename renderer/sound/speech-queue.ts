import { setRepeatingTimer, type Cancel, type Clock } from '../../domain/clock.ts'
import { SpeechBudget, SPEECH_PER_MINUTE } from './speech-budget.ts'

/** Something to say. `text` is asked for when its turn comes: `undefined`, nobody needs it any more. */
export interface Utterance {
  readonly id: string
  /** Said whatever the budget. */
  readonly always: boolean
  text(): string | undefined
}

export interface SpeechState {
  readonly usedInMinute: number
  readonly limit: number
  readonly waiting: number
  /** Since the page began: how many were told as a number only. */
  readonly summarised: number
  readonly lastText?: string
  readonly lastFailure?: string
}

interface Parts {
  readonly clock: Clock
  /** Resolves when the sentence has ended, with a reason where it did not. */
  readonly speak: (text: string) => Promise<string | undefined>
  /** "There are 8 more alarms." */
  readonly summary: (count: number) => string
  readonly onChange: (state: SpeechState) => void
}

const CHECK_MS = 1_000
/** A sentence is given up after this time for its start and for each of its signs: an engine that hangs must not silence the next. */
const HANGS_AFTER_MS = 6_000
const PER_SIGN_MS = 400
/** What waits for longer than this is told as a number. */
const MAX_WAITING = 4

/**
 * Says one sentence after the other. What goes beyond the budget is counted, and the count is said as soon as
 * there is room; nothing is dropped without a word, and what must always be said is said first.
 */
export class SpeechQueue {
  readonly #parts: Parts
  readonly #budget = new SpeechBudget()
  #waiting: Utterance[] = []
  #overflow: Utterance[] = []
  #isSpeaking = false
  #summarised = 0
  #lastText: string | undefined
  #lastFailure: string | undefined
  #cancel: Cancel

  constructor(parts: Parts) {
    this.#parts = parts
    this.#cancel = () => {}
  }

  start(): void {
    this.#cancel = setRepeatingTimer(this.#parts.clock, CHECK_MS, () => this.#next())
  }

  stop(): void {
    this.#cancel()
    this.#waiting = []
    this.#overflow = []
  }

  add(utterance: Utterance): void {
    const others = this.#waiting.filter(({ always }) => !always).length
    if (!utterance.always && others >= MAX_WAITING) this.#overflow.push(utterance)
    else if (utterance.always) {
      const place = this.#waiting.findIndex(({ always }) => !always)
      this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, utterance)
    } else this.#waiting.push(utterance)
    this.#next()
  }

  state(): SpeechState {
    return {
      usedInMinute: this.#budget.used(this.#nowMs()),
      limit: SPEECH_PER_MINUTE,
      waiting: this.#waiting.length + this.#overflow.length,
      summarised: this.#summarised,
      ...(this.#lastText === undefined ? {} : { lastText: this.#lastText }),
      ...(this.#lastFailure === undefined ? {} : { lastFailure: this.#lastFailure }),
    }
  }

  #next(): void {
    if (this.#isSpeaking) return
    const text = this.#take()
    if (text !== undefined) void this.#say(text)
  }

  /** The next sentence that may be said now. */
  #take(): string | undefined {
    const nowMs = this.#nowMs()
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (!first.always && !this.#budget.has(nowMs)) {
        this.#overflow.push(...this.#waiting.splice(0))
        return undefined
      }
      this.#waiting.shift()
      const text = first.text()
      if (text !== undefined) return text
    }
    return this.#budget.has(nowMs) ? this.#takeSummary() : undefined
  }

  #takeSummary(): string | undefined {
    const count = this.#overflow.filter((one) => one.text() !== undefined).length
    this.#overflow = []
    if (count === 0) return undefined
    this.#summarised += count
    return this.#parts.summary(count)
  }

  async #say(text: string): Promise<void> {
    this.#isSpeaking = true
    this.#budget.spend(this.#nowMs())
    this.#lastText = text
    this.#tell()
    this.#lastFailure = await this.#spoken(text)
    this.#isSpeaking = false
    this.#tell()
    this.#next()
  }

  #spoken(text: string): Promise<string | undefined> {
    const { clock, speak } = this.#parts
    return new Promise((resolve) => {
      const cancel = clock.setTimer(HANGS_AFTER_MS + text.length * PER_SIGN_MS, () => resolve('timeout'))
      const end = (reason: string | undefined): void => {
        cancel()
        resolve(reason)
      }
      speak(text).then(end, (error: unknown) => end(error instanceof Error ? error.message : String(error)))
    })
  }

  #tell(): void {
    this.#parts.onChange(this.state())
  }

  #nowMs(): number {
    return this.#parts.clock.monotonicMs()
  }
}
