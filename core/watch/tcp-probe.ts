import { connect } from 'node:net'
import { SourceError } from './source.ts'

const LIMIT_MS = 5_000

/** Resolves when somebody accepts connections at HOST:PORT; rejects with `unreachable` when nobody does. */
export function probeTcp(address: string, signal: AbortSignal): Promise<void> {
  const colon = address.lastIndexOf(':')
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '')
  const port = Number(address.slice(colon + 1))
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, signal })
    socket.setTimeout(LIMIT_MS, () => fail(`Nobody at ${address} answered within ${LIMIT_MS / 1000} s.`))
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.once('error', (error) => fail(error.message))
    function fail(reason: string): void {
      socket.destroy()
      reject(new SourceError('unreachable', reason))
    }
  })
}
