import type { Answer, Request } from '../../domain/view/request.ts'
import type { AnswerMessage, OwnMessage } from '../connection/session.ts'

/** The wall did not answer: a sentence key of the renderer, not of the core. */
export const UNANSWERED = 'unanswered'

/**
 * What this page has asked the wall, each answered once. An ask is not kept over a lost core: the person is
 * told that it was not answered, and looks at the glass before asking again.
 */
export class Asks {
  readonly #newId: () => string
  readonly #open = new Map<string, (answer: Answer) => void>()
  #send: ((message: OwnMessage) => void) | undefined

  constructor(newId: () => string) {
    this.#newId = newId
  }

  connect(send: ((message: OwnMessage) => void) | undefined): void {
    this.#send = send
    if (send === undefined) this.abandon()
  }

  ask(request: Request): Promise<Answer> {
    const send = this.#send
    if (send === undefined) return Promise.resolve({ accepted: false, refusal: UNANSWERED })
    const askId = this.#newId()
    return new Promise((resolve) => {
      this.#open.set(askId, resolve)
      send({ type: 'ask', askId, request })
    })
  }

  answered({ askId, answer }: AnswerMessage): void {
    this.#open.get(askId)?.(answer)
    this.#open.delete(askId)
  }

  /** The core is gone; nobody will answer any more. */
  abandon(): void {
    for (const resolve of this.#open.values()) resolve({ accepted: false, refusal: UNANSWERED })
    this.#open.clear()
  }
}
