import type { CodedSentence } from '../../domain/view/coded-sentence.ts'
import type { Notice, NoticeCode } from '../../domain/view/link.ts'

interface Detail {
  readonly count?: number
  readonly coded?: CodedSentence | undefined
}

/** Things a person should know, one entry per code, counted. They stay until they are withdrawn. */
export class Notices {
  readonly #notices = new Map<NoticeCode, Notice>()
  readonly #onChanged: () => void

  /** `onChanged`: another code is among them, or one is no more. A higher count is told with whatever is told next. */
  constructor(onChanged: () => void) {
    this.#onChanged = onChanged
  }

  raise(code: NoticeCode, nowMs: number, detail: string, { count = 1, coded }: Detail = {}): void {
    const before = this.#notices.get(code)
    this.#notices.set(code, {
      code,
      detail,
      sinceMs: before?.sinceMs ?? nowMs,
      count: (before?.count ?? 0) + count,
      ...(coded === undefined ? {} : { coded }),
    })
    if (before === undefined) this.#onChanged()
  }

  withdraw(code: NoticeCode): void {
    if (this.#notices.delete(code)) this.#onChanged()
  }

  has(code: NoticeCode): boolean {
    return this.#notices.has(code)
  }

  list(): readonly Notice[] {
    return [...this.#notices.values()]
  }
}
