import { status } from '@grpc/grpc-js'
import { UnknownCaller } from './identity/caller.ts'
import type { CallOrigin, Caller, Recognise } from './identity/caller.ts'
import { CallError } from './unary.ts'

const DENIALS: ReadonlySet<status> = new Set([status.PERMISSION_DENIED, status.UNAUTHENTICATED])

/** Stands before every service: finds out who calls, and tells of every denial on its way out. */
export class Guard {
  readonly #recognise: Recognise
  readonly #onDenied: (who: string, sentence: string) => void

  constructor(recognise: Recognise, onDenied: (who: string, sentence: string) => void) {
    this.#recognise = recognise
    this.#onDenied = onDenied
  }

  /** Throws a `CallError` for a caller that is not known. */
  callerOf(call: CallOrigin): Caller {
    try {
      return this.#recognise(call)
    } catch (error) {
      const who = error instanceof UnknownCaller ? error.caller : 'unknown'
      this.#tell(who, error)
      throw error
    }
  }

  async run<Result>(call: CallOrigin, act: (caller: Caller) => Promise<Result>): Promise<Result> {
    const caller = this.callerOf(call)
    try {
      return await act(caller)
    } catch (error) {
      this.#tell(caller.name, error)
      throw error
    }
  }

  #tell(who: string, error: unknown): void {
    if (error instanceof CallError && DENIALS.has(error.code)) this.#onDenied(who, error.message)
  }
}
