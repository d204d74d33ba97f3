import { coded } from '../../domain/view/coded-sentence.ts'
import type { Answer, Asker, Request, ViewReport } from '../../domain/view/request.ts'
import type { Logger } from '../log.ts'
import { refused, RequestFailed, type Desk } from './desk.ts'

/** The desks of one wall, in the order in which they start; they stop in the opposite one. */
export class Desks {
  readonly #desks: readonly Desk[]
  readonly #log: Logger
  #started: Desk[] = []

  constructor(desks: readonly Desk[], log: Logger) {
    this.#desks = desks
    this.#log = log
  }

  /** Rejects with the sentence of the first desk that cannot start; those before it are stopped again by `stop`. */
  async start(): Promise<void> {
    for (const desk of this.#desks) {
      this.#started.push(desk)
      await desk.start()
    }
  }

  async stop(): Promise<void> {
    for (const desk of this.#started.splice(0).reverse()) await desk.stop()
  }

  tick(): void {
    for (const desk of this.#started) desk.tick()
  }

  async answer(request: Request, asker: Asker): Promise<Answer> {
    for (const desk of this.#started) {
      const answer = desk.answer(request, asker)
      if (answer === undefined) continue
      return answer.catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error)
        this.#log.error({ kind: request.kind, reason }, 'a request failed')
        return refused(reason, error instanceof RequestFailed ? error.coded : coded('request-failed', {}))
      })
    }
    const sentence = `This wall has nobody who answers "${request.kind}".`
    return refused(sentence, coded('request-unknown', {}))
  }

  attached(asker: Asker): void {
    for (const desk of this.#started) desk.attached?.(asker)
  }

  detached(asker: Asker): void {
    for (const desk of this.#started) desk.detached?.(asker)
  }

  reported(asker: Asker, report: ViewReport): void {
    for (const desk of this.#started) desk.reported?.(asker, report)
  }
}
