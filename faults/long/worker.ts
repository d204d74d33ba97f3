import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Tally } from '../lib/trial.ts'
import type { Order, Report } from './messages.ts'

const MAIN = fileURLToPath(new URL('./worker-main.ts', import.meta.url))

/** A worker of a long run as a program of its own, so that rows cannot disturb one another. */
export class Worker {
  readonly #child: ChildProcess
  readonly #onReport: (report: Report) => void
  #ended: Error | undefined
  #settle: ((error?: Error) => void) | undefined
  /** What it is doing, and what that has brought so far. */
  reached = ''
  tally: Tally | undefined

  constructor(onReport: (report: Report) => void) {
    this.#onReport = onReport
    this.#child = fork(MAIN, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#child.on('message', (report: Report) => this.#take(report))
    // A message that no longer reaches it is told by its end.
    this.#child.on('error', (error) => this.#end(error.message))
    this.#child.on('exit', (code, signal) => this.#end(String(code ?? signal)))
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Resolves once it has done what it was told; with an error when it ended before. */
  async obey(order: Order, name: string): Promise<Error | undefined> {
    this.reached = name
    if (this.#ended !== undefined) return this.#ended
    const done = new Promise<Error | undefined>((settle) => (this.#settle = settle))
    this.#child.send(order)
    const error = await done
    this.#settle = undefined
    this.tally = undefined
    this.reached = ''
    return error
  }

  enough(): void {
    if (this.#child.connected) this.#child.send({ type: 'enough' } satisfies Order)
  }

  stop(): void {
    if (this.#child.connected) this.#child.disconnect()
  }

  #end(how: string): void {
    const where =
      this.#settle === undefined ? 'before it was told anything' : `in the middle of ${this.reached}`
    this.#ended ??= new Error(`A worker ended with ${how} ${where}.`)
    this.#settle?.(this.#ended)
  }

  #take(report: Report): void {
    if (report.type === 'free') return this.#settle?.()
    if (report.type === 'reached') {
      this.reached = report.text
      this.tally = report.tally
      return
    }
    this.tally = undefined
    this.#onReport(report)
  }
}
