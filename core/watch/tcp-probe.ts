import { connect, isIP } from 'node:net'
import { nobodyThere } from './source.ts'

const LIMIT_MS = 5_000

/** A host that is there answers faster; one that is switched off never does, and must be asked again soon. */
const HANDSHAKE_LIMIT_MS = 800

/**
 * A wall that was busy finds the limit over before it has looked at its sockets. The answer may have been there
 * for long: it looks once more before it says that there is nobody.
 */
export const SECOND_LOOK_MS = 250

/** Resolves when somebody accepts connections at HOST:PORT; rejects with `unreachable` when nobody does. */
export function probeTcp(address: string, signal: AbortSignal): Promise<void> {
  const colon = address.lastIndexOf(':')
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '')
  const port = Number(address.slice(colon + 1))
  return new Promise((resolve, reject) => {
    // Not the socket's own option for a signal: its listener stays after the socket has ended.
    const socket = connect({ host, port })
    const abort = (): void => fail(new Error(`Nobody wants to reach ${address} any more.`))
    signal.addEventListener('abort', abort)
    socket.once('close', () => signal.removeEventListener('abort', abort))
    // A name may take its time to be found; what counts is how long the host then takes.
    const limit = (limitMs: number): unknown =>
      socket.setTimeout(limitMs, () => {
        const error = new Error(`Nobody at ${address} answered within ${limitMs / 1000} s.`)
        socket.setTimeout(SECOND_LOOK_MS, () => fail(error))
      })
    limit(isIP(host) === 0 ? LIMIT_MS : HANDSHAKE_LIMIT_MS)
    socket.once('lookup', () => limit(HANDSHAKE_LIMIT_MS))
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.once('error', fail)
    if (signal.aborted) abort()
    function fail(error: Error): void {
      socket.destroy()
      reject(nobodyThere(error))
    }
  })
}
