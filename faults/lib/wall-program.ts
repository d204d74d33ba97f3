import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Health } from '../../core/health.ts'
import type { WatchTiming } from '../../core/watch/timing.ts'
import type { CaseItem } from '../../domain/view/items.ts'
import type { Link, LinkProblem, NoticeCode } from '../../domain/view/link.ts'
import type { ReplicaNote } from '../ledgers/replica-ledger.ts'
import type { Trial } from './trial.ts'
import { eventually } from './wait.ts'
import { warmPrograms } from './warm-programs.ts'

const MAIN = fileURLToPath(new URL('./wall-main.ts', import.meta.url))

export interface WallAnswer {
  readonly health: Health
  readonly told: readonly (LinkProblem | NoticeCode)[]
  readonly link?: Link
  readonly reconnectCount: number
  readonly rssBytes: number
  /** Heap and what it holds outside, after a collection where the program was started with `collects`. */
  readonly heapBytes: number
  /** Cases, and the beginning of the day that the indicators count. */
  readonly shown: { readonly cases: readonly CaseItem[]; readonly dayFromMs?: number }
  /** Of the machine's clock, in the time zone of the program. */
  readonly localHour: number
}

interface ProgramOptions {
  readonly gateway: string
  readonly timing: Partial<WatchTiming>
  readonly env?: Readonly<Record<string, string>>
  readonly dataDir?: string
  /** Unused memory is given back before each answer, so that what is used can be told. */
  readonly collects?: boolean
  /** What the machine's clock is set to when it starts. */
  readonly setToMs?: number
}

/** A wall as a program of its own, over as many lives as it is given. */
export class WallProgram {
  readonly dataDir: string
  readonly #options: ProgramOptions
  readonly #answers: ((answer: WallAnswer) => void)[] = []
  #child: ChildProcess | undefined
  #stderr = ''

  private constructor(trial: Trial, options: ProgramOptions) {
    this.dataDir = options.dataDir ?? trial.folder()
    this.#options = options
  }

  static async start(trial: Trial, options: ProgramOptions): Promise<WallProgram> {
    warmPrograms()
    const program = new WallProgram(trial, options)
    trial.defer(() => program.kill())
    await program.start()
    return program
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  async start(): Promise<void> {
    const { gateway, timing, env = {}, collects = false, setToMs } = this.#options
    const flags = collects ? ['--expose-gc'] : []
    const args = [
      ...flags,
      MAIN,
      '--gateway',
      gateway,
      '--data',
      this.dataDir,
      '--timing',
      JSON.stringify(timing),
    ]
    if (setToMs !== undefined) args.push('--set-to', String(setToMs))
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    this.#child = child
    child.stderr.on('data', (bytes: Buffer) => (this.#stderr += bytes.toString()))
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`The wall ended with code ${code}: ${this.#stderr}`)))
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line === 'ready') resolve()
        else this.#answers.shift()?.(JSON.parse(line) as WallAnswer)
      })
    })
  }

  /** It must still be alive to answer. */
  ask(): Promise<WallAnswer> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
      return Promise.reject(new Error(`The wall is not running: ${this.#stderr}`))
    }
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error(`The wall ended while asked: ${this.#stderr}`))
      child.once('exit', ended)
      this.#answers.push((answer) => {
        child.off('exit', ended)
        resolve(answer)
      })
      child.stdin?.write('health\n')
    })
  }

  until(what: string, holds: (answer: WallAnswer) => boolean): Promise<WallAnswer> {
    let last: WallAnswer | undefined
    return eventually(
      () => `${what}; it says ${JSON.stringify(last)}`,
      async () => (holds((last = await this.ask())) ? last : undefined),
    )
  }

  async liveAt(revision: number): Promise<void> {
    await this.until(
      `the wall live at ${revision}`,
      ({ health, link }) =>
        health.link.state === 'live' && health.revision >= revision && (link?.revision ?? 0) >= revision,
    )
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal)
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'close')
    child.kill('SIGKILL')
    await ended
    this.#answers.splice(0)
  }

  /** What its views were told, over all of its lives. */
  get notes(): readonly ReplicaNote[] {
    const path = join(this.dataDir, 'replica.jsonl')
    if (!existsSync(path)) return []
    const lines = readFileSync(path, 'utf8').split('\n')
    lines.pop()
    return lines.map((line) => JSON.parse(line) as ReplicaNote)
  }
}
